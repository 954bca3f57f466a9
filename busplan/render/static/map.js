"use strict";
/* Makes the drawn map usable: pop-ups and names from the page's templates, keyboard, layers,
   labels that do not cover each other, printing. Text is moved as nodes, never parsed. */
(() => {
  const map = window.map_drawing;
  const frame = document.getElementById("map_drawing");
  if (!(map instanceof L.Map)) return;

  const about = (key) => document.getElementById(`about-${key}`);
  const groupOf = (key) => window[`feature_group_${key.replaceAll("-", "_")}`];
  const shown = new Map();
  const labels = [];
  const everything = L.latLngBounds([]);
  let opener = null;

  /* -- shapes and marks: a name, a tab stop, a pop-up ------------------------------------- */

  function makeReachable(layer) {
    const element = layer.getElement();
    if (!element) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", about(layer.options.key).dataset.label);
  }

  function open(layer, byKeyboard) {
    opener = byKeyboard ? layer.getElement() : null;
    layer.openPopup();
  }

  function onKey(event, layer) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open(layer, true);
  }

  function introduce(layer) {
    const key = layer.options.key;
    shown.set(key, layer);
    everything.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng());
    layer.bindPopup(() => {
      const content = document.createElement("div");
      content.append(about(key).content.cloneNode(true));
      return content;
    }, { maxWidth: 280, maxHeight: 340, autoPanPadding: [16, 16] });
    const listen = () => {
      makeReachable(layer);
      layer.getElement()?.addEventListener("keydown", (event) => onKey(event, layer));
      layer.getElement()?.addEventListener("keypress", (event) => event.stopPropagation());
    };
    layer.on("add", listen);
    listen();
    layer.bindTooltip(() => {
      const words = document.createElement("span");
      words.textContent = about(key).dataset.label;
      return words;
    }, { direction: "top", sticky: true });
  }

  function keepAside(layer) {
    const { shift } = layer.options;
    const aside = () => layer.getElement()?.setAttribute("transform", `translate(${shift} ${shift / 2})`);
    layer.on("add", aside);
    aside();
  }

  function writeName(layer) {
    const { name, share } = about(layer.options.names).dataset;
    const label = layer.getElement().querySelector(".label");
    const heading = document.createElement("span");
    heading.textContent = name;
    label.append(heading);
    if (share) label.append(document.createElement("br"), share);
    layer.getElement().setAttribute("aria-hidden", "true");
    layer.options.short = Boolean(share);
    labels.push({ layer, kind: "name" });
  }

  map.eachLayer((layer) => {
    if (!layer.options) return;
    if (layer.options.key) introduce(layer);
    if (layer.options.names) writeName(layer);
    if (layer.options.shift) keepAside(layer);
    if (layer.options.key?.startsWith("visit-")) labels.push({ layer, kind: "stop" });
  });
  labels.sort((one, other) => (one.kind === other.kind ? 0 : one.kind === "stop" ? -1 : 1));

  map.on("popupopen", ({ popup }) => {
    const element = popup.getElement();
    const close = element.querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", frame.dataset.close);
    close.setAttribute("title", frame.dataset.close);
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", element.querySelector("h3").textContent);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup(popup);
    });
    if (opener) {
      element.setAttribute("tabindex", "-1");
      element.focus();
    }
  });

  map.on("popupclose", () => {
    opener?.focus();
    opener = null;
  });

  /* -- controls --------------------------------------------------------------------------- */

  L.control.zoom({
    zoomInTitle: frame.dataset.zoomIn,
    zoomOutTitle: frame.dataset.zoomOut,
  }).addTo(map);

  const WholeMap = L.Control.extend({
    options: { position: "topleft" },
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("button", "whole-map", bar);
      button.type = "button";
      button.textContent = "⤢";
      button.title = frame.dataset.wholeMap;
      button.setAttribute("aria-label", frame.dataset.wholeMap);
      L.DomEvent.disableClickPropagation(bar);
      button.addEventListener("click", () => map.fitBounds(everything, { padding: [12, 12] }));
      return bar;
    },
  });
  new WholeMap().addTo(map);

  /* -- layers and links from the page ----------------------------------------------------- */

  function setLayer(box, on) {
    box.checked = on;
    const group = groupOf(box.dataset.layer);
    if (on) group.addTo(map);
    else group.remove();
  }

  const boxes = [...document.querySelectorAll("input[data-layer]")];
  boxes.forEach((box) => box.addEventListener("change", () => {
    setLayer(box, box.checked);
    placeLabels();
  }));
  document.querySelectorAll("[data-layers]").forEach((button) => {
    button.addEventListener("click", () => {
      boxes.forEach((box) => setLayer(box, button.dataset.layers === "all"));
      placeLabels();
    });
  });

  document.querySelectorAll("[data-shows]").forEach((button) => {
    button.addEventListener("click", () => {
      const key = button.dataset.shows;
      const box = boxes.find((one) => one.dataset.layer === about(key).dataset.layer);
      if (box && !box.checked) {
        setLayer(box, true);
        placeLabels();
      }
      frame.scrollIntoView({ block: "nearest" });
      open(shown.get(key), true);
      opener = button;
    });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".leaflet-popup a[href^='#row-']");
    if (!link) return;
    opener = null;
    document.querySelector(link.getAttribute("href")).focus();
  });

  /* -- labels that do not cover each other ------------------------------------------------ */

  const RINGS = [12, 26, 44, 66, 92, 124];
  const CROWDED_STOPS = 40;
  const TURNS = [0, 180, 270, 90, 315, 45, 225, 135, 337, 22, 202, 157, 247, 292, 67, 112];

  const leaders = map.createPane("leaders");
  leaders.style.zIndex = 590;

  function* spots(kind, width, height) {
    if (kind === "name") {
      for (const dy of [0, -10, 10, -20, 20]) yield { x: -width / 2, y: -height / 2 + dy };
      return;
    }
    for (const ring of RINGS) {
      for (const turn of TURNS) {
        const along = Math.cos((turn * Math.PI) / 180);
        const down = Math.sin((turn * Math.PI) / 180);
        yield {
          x: along * ring + (along > 0.3 ? 0 : along < -0.3 ? -width : -width / 2),
          y: down * ring + (Math.abs(along) > 0.3 ? -height / 2 : down > 0 ? 0 : -height),
        };
      }
    }
  }

  const overlap = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;

  const around = (at, reach) => ({
    left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach,
  });

  /* A name may not lie over the middle of another area: it would seem to name that one. */
  function middlesOfOthers(layer) {
    return labels.filter((one) => one.kind === "name" && one.layer !== layer)
      .map((one) => around(map.latLngToContainerPoint(one.layer.getLatLng()), 8));
  }

  function freeSpot(at, label, kind, taken) {
    const { offsetWidth: width, offsetHeight: height } = label;
    const size = map.getSize();
    for (const spot of spots(kind, width, height)) {
      const box = {
        left: at.x + spot.x - 2, right: at.x + spot.x + width + 2,
        top: at.y + spot.y - 2, bottom: at.y + spot.y + height + 2,
      };
      const inside = box.left >= 0 && box.top >= 0 && box.right <= size.x && box.bottom <= size.y;
      if (inside && !taken.some((other) => overlap(box, other))) return { spot, box };
    }
    return null;
  }

  /* Lines from a stop to its label lie in a pane of their own, under all labels. */
  function lead(layer, spot, label) {
    const leader = L.DomUtil.create("div", "leader", leaders);
    const x = Math.max(spot.x, Math.min(0, spot.x + label.offsetWidth));
    const y = Math.max(spot.y, Math.min(0, spot.y + label.offsetHeight));
    const at = map.latLngToLayerPoint(layer.getLatLng());
    leader.style.background = getComputedStyle(label).borderTopColor;
    leader.style.width = `${Math.hypot(x, y)}px`;
    leader.style.transform = `translate(${at.x}px, ${at.y}px) rotate(${Math.atan2(y, x)}rad)`;
  }

  function placeLabel({ layer, kind }, taken, crowded) {
    const element = layer.getElement();
    const label = element.querySelector(".label");
    const at = map.latLngToContainerPoint(layer.getLatLng());
    element.classList.remove("no-room");
    element.classList.toggle("bare", kind === "stop" && crowded);
    const closed = kind === "name" ? [...taken, ...middlesOfOthers(layer)] : taken;
    let found = freeSpot(at, label, kind, closed);
    if (!found && (kind === "stop" || layer.options.short)) {
      element.classList.add("bare");
      found = freeSpot(at, label, kind, closed);
    }
    if (!found && kind === "stop") {
      found = { spot: { x: -label.offsetWidth / 2, y: -label.offsetHeight / 2 } };
    }
    if (!found) {
      element.classList.add("no-room");
      return;
    }
    label.style.transform = `translate(${found.spot.x}px, ${found.spot.y}px)`;
    if (kind === "stop") lead(layer, found.spot, label);
    if (found.box) taken.push(found.box);
  }

  function placeLabels() {
    const visible = labels.filter(({ layer }) => layer.getElement() && map.hasLayer(layer));
    const marks = [...shown.values()].filter((layer) => layer instanceof L.Marker
      && map.hasLayer(layer));
    const taken = marks.map((layer) => {
      const at = map.latLngToContainerPoint(layer.getLatLng());
      return around(at, layer.options.key.startsWith("visit-") ? 6 : 13);
    });
    for (const corner of frame.querySelectorAll(".leaflet-top.leaflet-left")) {
      taken.push({ left: 0, top: 0, right: corner.offsetWidth + 4, bottom: corner.offsetHeight + 4 });
    }
    leaders.replaceChildren();
    const inSight = visible.filter(({ layer, kind }) => kind === "stop"
      && map.getBounds().contains(layer.getLatLng()));
    visible.forEach((label) => placeLabel(label, taken, inSight.length > CROWDED_STOPS));
  }

  map.on("zoomend moveend resize", placeLabels);
  placeLabels();

  /* -- printing: the whole map at the paper's width ---------------------------------------- */

  let before = null;
  window.addEventListener("beforeprint", () => {
    before = { centre: map.getCenter(), zoom: map.getZoom() };
    map.closePopup();
    frame.classList.add("on-paper");
    map.invalidateSize({ animate: false });
    map.fitBounds(everything, { animate: false, padding: [12, 12] });
    placeLabels();
  });
  window.addEventListener("afterprint", () => {
    frame.classList.remove("on-paper");
    map.invalidateSize({ animate: false });
    if (before) map.setView(before.centre, before.zoom, { animate: false });
    placeLabels();
  });
})();
