// As a page sees Didomi: the notice, the object and its two cookies. STRINGS holds the TC strings.
(() => {
  const STRINGS = __STRINGS__;
  const PURPOSES = ["cookies", "analytics", "advertising"];
  const domain = location.hostname.split(".").slice(-2).join(".");
  const kept = (name) =>
    document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  const store = (name, value) => {
    document.cookie = `${name}=${value}; path=/; domain=${domain}; max-age=31536000; secure; samesite=lax`;
  };
  const listeners = [];
  const token = () => (kept("didomi_token") ? JSON.parse(atob(kept("didomi_token"))) : null);
  const enabled = () => token()?.purposes.enabled ?? [];
  const choose = (on) => {
    const now = new Date().toISOString();
    const [yes, no] = on ? [PURPOSES, []] : [[], PURPOSES];
    const value = {
      user_id: "0f0f0f0f-1111-6222-8333-444444444444",
      created: now,
      updated: now,
      purposes: { enabled: yes, disabled: no },
      vendors: { enabled: on ? ["c:telraam", "c:volgnet"] : [], disabled: [] },
      version: 2,
    };
    store("didomi_token", btoa(JSON.stringify(value)));
    store("euconsent-v2", STRINGS[on ? "accept" : "reject"]);
    Didomi.notice.hide();
    for (const { event, listener } of listeners) if (event === "consent.changed") listener();
  };

  window.Didomi = {
    isReady: () => true,
    isConsentRequired: () => true,
    shouldConsentBeCollected: () => token() === null,
    on: (event, listener) => listeners.push({ event, listener }),
    setUserAgreeToAll: () => choose(true),
    setUserDisagreeToAll: () => choose(false),
    getCurrentUserStatus: () => ({
      purposes: Object.fromEntries(
        PURPOSES.map((id) => [id, { id, enabled: enabled().includes(id) }]),
      ),
    }),
    getUserConsentStatusForAll: () => ({
      purposes: { enabled: enabled(), disabled: token()?.purposes.disabled ?? [] },
    }),
    notice: {
      isVisible: () => document.getElementById("didomi-notice") !== null,
      hide() {
        const host = document.getElementById("didomi-host");
        host.replaceChildren();
        host.setAttribute("aria-hidden", "true");
      },
      show() {
        document.getElementById("didomi-host").innerHTML = `<div id="didomi-notice" role="region"
          class="didomi-regular-notice didomi-notice-banner shape-banner bottom" aria-label="Cookies"
          style="position:fixed;inset:auto 0 0 0;z-index:2147483640;padding:1em;background:#fff">
          <div class="didomi-notice-text">Wij en onze partners gebruiken cookies om statistieken te
          maken en om persoonlijke advertenties te tonen.</div>
          <div id="buttons" class="didomi-buttons">
          <button id="didomi-notice-disagree-button">Niet akkoord</button>
          <button id="didomi-notice-agree-button">Akkoord en sluiten</button></div></div>`;
        document.getElementById("didomi-notice-agree-button").onclick = Didomi.setUserAgreeToAll;
        document.getElementById("didomi-notice-disagree-button").onclick =
          Didomi.setUserDisagreeToAll;
      },
    },
  };
  document.addEventListener("DOMContentLoaded", () => {
    const host = document.createElement("div");
    host.id = "didomi-host";
    host.className = "didomi-host";
    host.setAttribute("aria-hidden", "true");
    document.body.append(host);
    if (Didomi.shouldConsentBeCollected()) {
      host.removeAttribute("aria-hidden");
      Didomi.notice.show();
    }
    for (const ready of window.didomiOnReady ?? []) ready(Didomi);
  });
})();
