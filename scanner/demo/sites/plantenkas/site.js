// Asks which cookies are welcome. Only the meter waits for the answer: the tag manager does not.
(() => {
  const kept = document.cookie.match(/(?:^|; )pk_cookies=([\w-]+)/)?.[1];

  const measure = () => {
    const script = document.createElement("script");
    script.src = "https://cdn.meetlat.example/ml.js";
    document.head.append(script);
  };

  const choose = (banner, words) => {
    document.cookie = `pk_cookies=${words.join("-") || "geen"}; max-age=${90 * 24 * 60 * 60}; path=/; secure; samesite=lax`;
    banner.remove();
    if (words.includes("statistiek")) measure();
  };

  const ask = () => {
    const banner = document.createElement("section");
    banner.className = "cookiebalk";
    banner.setAttribute("aria-label", "Cookievoorkeuren");
    banner.style = "position: fixed; left: 1rem; bottom: 1rem; max-width: 26rem; padding: 1rem; background: #eef5ea; border: 1px solid #4b7a3f";
    banner.innerHTML = `
      <strong>Cookies in de kas</strong>
      <p>Naast noodzakelijke cookies gebruiken wij, als u dat goed vindt, cookies voor statistiek en voor advertenties.</p>
      <label><input type="checkbox" checked disabled> Noodzakelijk</label>
      <label><input type="checkbox" value="statistiek"> Statistiek</label>
      <label><input type="checkbox" value="advertenties"> Advertenties</label>
      <button type="button" value="alles">Alles toestaan</button>
      <button type="button" value="niets">Alles weigeren</button>
      <button type="button" value="keuze">Keuze opslaan</button>`;
    banner.addEventListener("click", ({ target }) => {
      const ticked = [...banner.querySelectorAll("input[value]:checked")].map((box) => box.value);
      if (target.value === "alles") choose(banner, ["statistiek", "advertenties"]);
      if (target.value === "niets") choose(banner, []);
      if (target.value === "keuze") choose(banner, ticked);
    });
    document.body.append(banner);
  };

  if (kept?.includes("statistiek")) measure();
  if (!kept) ask();
})();
