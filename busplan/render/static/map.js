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
  const openers = new WeakMap();
  let opening = null;

  /* -- shapes and marks: a name, a tab stop, a pop-up ------------------------------------- */

  function makeReachable(layer) {
    const element = layer.getElement();
    if (!element) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", about(layer.options.key).dataset.label);
  }

  /* Opens a pop-up and moves the focus into it; closing it gives the focus back to `opener`. */
  function open(layer, opener) {
    opening = opener;
    layer.openPopup();
    opening = null;
  }

  function onKey(event, layer) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open(layer, layer.getElement());
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

  const placeLabels = labelPlacer(map, frame, labels, shown);

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
    openers.set(popup, opening);
    if (opening) {
      element.setAttribute("tabindex", "-1");
      element.focus();
    }
  });

  map.on("popupclose", ({ popup }) => {
    if (!opening) openers.get(popup)?.focus();
    openers.delete(popup);
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
      open(shown.get(key), button);
    });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".leaflet-popup a[href^='#row-']");
    if (!link) return;
    map.closePopup();
    document.querySelector(link.getAttribute("href")).focus();
  });

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
