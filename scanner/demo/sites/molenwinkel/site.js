// Asks once what may be stored, keeps the answer for half a year, and loads only what was allowed.
(() => {
  const KEPT = "path=/; secure; samesite=lax";
  const answer = () => document.cookie.match(/(?:^|; )mw_keuze=(\w+)/)?.[1];

  const load = () => {
    const script = document.createElement("script");
    script.src = "https://cdn.meetlat.example/ml.js";
    document.head.append(script);
    new Image(1, 1).src = "https://pixel.advertentiebord.example/p.gif?klant=molenwinkel&dagen=365";
  };

  const ask = () => {
    const banner = document.createElement("div");
    banner.id = "cookiemelding";
    banner.setAttribute("role", "dialog");
    banner.setAttribute("aria-label", "Cookies");
    banner.style = "position: fixed; inset: auto 0 0; padding: 1rem; background: #fff; border-top: 2px solid #a67c2d";
    banner.innerHTML = `
      <p>Mogen wij cookies plaatsen om bezoeken te meten en om u elders onze advertenties te laten zien? Wat nodig is
      om te bestellen, gebruiken wij altijd. Meer weten? Lees ons <a href="/privacy">privacybeleid</a>.</p>
      <button type="button" data-keuze="alles">Accepteren</button>
      <button type="button" data-keuze="nodig">Weigeren</button>`;
    banner.addEventListener("click", ({ target }) => {
      const choice = target.dataset.keuze;
      if (!choice) return;
      document.cookie = `mw_keuze=${choice}; max-age=${180 * 24 * 60 * 60}; ${KEPT}`;
      banner.remove();
      if (choice === "alles") load();
    });
    document.body.append(banner);
  };

  document.getElementById("keuze-wissen")?.addEventListener("click", () => {
    const domain = location.hostname.split(".").slice(-2).join(".");
    document.cookie = `mw_keuze=; max-age=0; ${KEPT}`;
    for (const name of ["_ml_id", "_ml_ses"]) {
      document.cookie = `${name}=; max-age=0; domain=${domain}; ${KEPT}`;
    }
    location.reload();
  });

  if (answer() === "alles") load();
  if (!answer()) ask();
})();
