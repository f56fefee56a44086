// The map beside the list: what the list finds, as its GeoJSON gives it, in clusters. Without this file the page shows
// the server's drawing. Texts of strangers are set as text, never as markup.
(() => {
  "use strict";
  const place = document.getElementById("carte");
  const status = document.getElementById("carte-etat");
  if (!place || !window.L) return;
  const { feed, tiles } = place.dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const STATES = {
    cancelled: "annulé",
    postponed: "reporté",
    full: "complet",
    moved_online: "en ligne",
  };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const plural = (number, word) => `${number.toLocaleString("fr-FR")} ${word}${number < 2 ? "" : "s"}`;
  const when = (date) => {
    const day = { weekday: "long", day: "numeric", month: "long", timeZone: date.time_zone };
    const hour = date.all_day ? {} : { hour: "2-digit", minute: "2-digit" };
    return new Intl.DateTimeFormat("fr-FR", { ...day, ...hour }).format(new Date(date.starts_at));
  };

  const popup = (dates) => {
    const [first] = dates;
    const card = element("div", "", "map-card");
    const title = card.appendChild(element("p", ""));
    const link = title.appendChild(element("a", first.title));
    // An address that the server made; anything else would lead nowhere.
    link.href = /^https?:\/\//.test(first.url) ? first.url : "";
    const where = [first.place, first.commune_name].filter(Boolean).join(", ");
    if (where) card.append(element("p", where, "soft small"));
    if (first.precision === "commune") card.append(element("p", "Placé au centre de la commune", "soft small"));
    const list = card.appendChild(element("ul", ""));
    for (const date of dates) {
      const state = STATES[date.state];
      list.append(element("li", state ? `${when(date)} (${state})` : when(date)));
    }
    return card;
  };

  // One mark for all dates of a manifestation at one place.
  const grouped = (features) => {
    const found = new Map();
    for (const { geometry, properties } of features) {
      if (!geometry) continue;
      const key = `${properties.manifestation_id} ${geometry.coordinates}`;
      if (!found.has(key)) found.set(key, { at: [geometry.coordinates[1], geometry.coordinates[0]], dates: [] });
      found.get(key).dates.push(properties);
    }
    return [...found.values()];
  };

  const mark = ({ at, dates }) => {
    const icon = L.divIcon({ className: "map-mark", iconSize: [30, 30], html: "" });
    return L.marker(at, { icon, title: dates[0].title }).bindPopup(popup(dates), { maxWidth: 280 });
  };
  const cluster = (group) => {
    const number = group.getChildCount();
    const size = number < 10 ? 36 : number < 100 ? 44 : 54;
    // A number alone: nothing that somebody has written.
    const html = `<span aria-hidden="true">${number}</span><span class="hidden">${number} manifestations, agrandir</span>`;
    return L.divIcon({ className: "map-cluster", iconSize: [size, size], html });
  };

  // Without tiles the server's drawing lies under the marks, and the names of some towns.
  const ground = (map) => {
    map.createPane("ground").style.zIndex = 250;
    const drawing = document.querySelector(".overview svg");
    const sheet = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    sheet.setAttribute("viewBox", drawing.getAttribute("viewBox"));
    sheet.append(drawing.querySelector(".ground").cloneNode());
    L.svgOverlay(sheet, JSON.parse(place.dataset.bounds), { pane: "ground" }).addTo(map);
    for (const [at, name] of JSON.parse(place.dataset.places)) {
      const icon = L.divIcon({ className: "map-town", iconSize: null, html: element("span", name) });
      L.marker(at, { icon, interactive: false, keyboard: false, pane: "ground" }).addTo(map);
    }
  };

  const draw = ({ features }) => {
    const marks = grouped(features);
    const map = L.map(place, { attributionControl: false, zoomControl: false, maxZoom: 18, zoomSnap: 0.25, zoomDelta: 1, zoomAnimation: !calm });
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
    if (tiles) L.tileLayer(tiles, { maxZoom: 18 }).addTo(map);
    else ground(map);
    const group = L.markerClusterGroup({
      animate: !calm,
      iconCreateFunction: cluster,
      maxClusterRadius: 48,
      showCoverageOnHover: false,
    });
    group.addLayers(marks.map(mark)).addTo(map);
    // What lies overseas would make the country small: it is reached from the list.
    const bounds = L.latLngBounds(JSON.parse(place.dataset.bounds));
    const close = marks.length && bounds.contains(group.getBounds());
    map.fitBounds(close ? group.getBounds() : bounds, { maxZoom: 13, padding: close ? [30, 30] : [0, 0] });
    map.on("popupopen", ({ popup: opened }) => {
      const cross = opened.getElement().querySelector(".leaflet-popup-close-button");
      if (cross) cross.setAttribute("aria-label", "Fermer");
    });
    status.textContent = `${plural(features.filter((each) => each.geometry).length, "date")} sur la carte.`;
  };

  const start = async () => {
    const answer = await fetch(feed, { headers: { Accept: "application/geo+json" } });
    if (!answer.ok) {
      status.textContent = "Trop de dates pour une carte en détail : choisissez une région ou un autre filtre.";
      return;
    }
    const found = await answer.json();
    place.hidden = false;
    for (const drawn of document.querySelectorAll(".overview")) drawn.hidden = true;
    draw(found);
  };
  start().catch(() => {
    place.hidden = true;
    for (const drawn of document.querySelectorAll(".overview")) drawn.hidden = false;
    status.textContent = "La carte en détail n’a pas pu être chargée : en voici une vue d’ensemble.";
  });
})();
