// Asks before anything is loaded, and keeps to the answer: it is the policy that tells it otherwise.
(() => {
  const kept = document.cookie.match(/(?:^|; )kk_keuze=(\w+)/)?.[1];

  const load = () => {
    const script = document.createElement("script");
    script.src = "https://cdn.meetlat.example/ml.js";
    document.head.append(script);
    new Image(1, 1).src = "https://pixel.advertentiebord.example/p.gif?klant=kettingkast&dagen=365&koppel=biedring";
    const space = JSON.stringify({ place: "foot", size: "728x90", page: location.pathname });
    fetch("https://bod.biedring.example/veiling", { method: "POST", mode: "no-cors", body: space });
  };

  const ask = () => {
    const banner = document.createElement("aside");
    banner.id = "cookievraag";
    banner.setAttribute("role", "dialog");
    banner.setAttribute("aria-label", "Cookies");
    banner.style = "position: fixed; inset: 0 0 auto; padding: 1rem; background: #f6efe2; border-bottom: 2px solid #444";
    banner.innerHTML = `
      <p>Wij willen graag cookies plaatsen om te tellen wie er kijkt en om elders te adverteren. Vindt u dat goed?
      In het <a href="/privacy">privacybeleid</a> staat welke het zijn.</p>
      <button type="button" value="ja">Alle cookies accepteren</button>
      <button type="button" value="nee">Alle cookies weigeren</button>`;
    banner.addEventListener("click", ({ target }) => {
      if (!target.value) return;
      document.cookie = `kk_keuze=${target.value}; max-age=${180 * 24 * 60 * 60}; path=/; secure; samesite=lax`;
      banner.remove();
      if (target.value === "ja") load();
    });
    document.body.append(banner);
  };

  if (kept === "ja") load();
  if (!kept) ask();
})();
