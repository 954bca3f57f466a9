"use strict";
/* Places labels so that they do not cover each other: each takes the first free spot near its
   point; a stop without one shows its number only, a name without one is hidden. */
function labelPlacer(map, frame, labels, shown) {
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

  return placeLabels;
}
