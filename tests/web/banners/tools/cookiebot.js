// As a page sees Cookiebot: the dialog, the object, its events and its cookie. The template of
// the dialog stands on the script element, as data-template.
(() => {
  const NAME = "CookieConsent";
  const KINDS = ["preferences", "statistics", "marketing"];
  const template = document.currentScript.dataset.template;
  const tell = (event) => window.dispatchEvent(new Event(event));
  const part = (id, words, tag = "button") =>
    `<${tag} id="CybotCookiebotDialogBody${id}" class="CybotCookiebotDialogBodyButton">${words}</${tag}>`;
  const box = (kind, words, state) =>
    `<label><input type="checkbox" class="CybotCookiebotDialogBodyLevelButton" ${state}
      id="CybotCookiebotDialogBodyLevelButton${kind}">${words}</label>`;
  const FOOTERS = {
    optin: part("ButtonDecline", "Weigeren") + part("ButtonAccept", "Alle cookies toestaan"),
    levels:
      box("Necessary", "Noodzakelijk", "checked disabled") +
      box("Preferences", "Voorkeuren", "checked") +
      box("Statistics", "Statistieken", "checked") +
      box("Marketing", "Marketing", "checked") +
      part("LevelButtonLevelOptinAllowallSelection", "Selectie toestaan") +
      part("LevelButtonLevelOptinAllowAll", "Alle cookies toestaan"),
  };
  const text = (consent, method) => {
    const pairs = ["necessary", ...KINDS].map((kind) => `${kind}:${consent[kind]}`);
    const rest = `method:%27${method}%27%2Cver:1%2Cutc:${Date.now()}%2Cregion:%27nl%27`;
    return `{stamp:%27pRoEf4c00k1eb0t==%27%2C${pairs.join("%2C")}%2C${rest}}`;
  };
  const read = () => {
    const line = document.cookie.split("; ").find((each) => each.startsWith(`${NAME}=`));
    if (!line) return null;
    const yes = (kind) => line.includes(`${kind}:true`);
    return Object.fromEntries(["necessary", ...KINDS].map((kind) => [kind, yes(kind)]));
  };
  const refused = (consent) => KINDS.every((kind) => !consent[kind]);
  const kept = read();
  const box_of = (kind) =>
    document.getElementById(`CybotCookiebotDialogBodyLevelButton${kind[0].toUpperCase()}${kind.slice(1)}`);

  const Cookiebot = (window.Cookiebot = {
    consent: { necessary: true, preferences: false, statistics: false, marketing: false, ...kept },
    hasResponse: kept !== null,
    consented: kept !== null && !refused(kept),
    declined: kept !== null && refused(kept),
    dialog: null,
    show() {
      document.body.insertAdjacentHTML(
        "beforeend",
        `<div id="CybotCookiebotDialog" name="CybotCookiebotDialog" role="dialog" aria-modal="true"
          class="CybotCookiebotDialogActive" aria-label="Deze website maakt gebruik van cookies"
          style="position:fixed;inset:20% 20% auto;z-index:2147483631;padding:1em;background:#fff">
          <div id="CybotCookiebotDialogBodyContent">
            <h2 id="CybotCookiebotDialogBodyContentTitle">Deze website maakt gebruik van cookies</h2>
            <div id="CybotCookiebotDialogBodyContentText">Wij gebruiken cookies voor voorkeuren,
              statistieken en marketing.</div></div>
          <div id="CybotCookiebotDialogFooter">${FOOTERS[template]}</div></div>`,
      );
      Cookiebot.dialog = { visible: true };
      const presses = {
        ButtonDecline: () => Cookiebot.submitCustomConsent(false, false, false),
        ButtonAccept: () => Cookiebot.submitCustomConsent(true, true, true),
        LevelButtonLevelOptinAllowAll: () => Cookiebot.submitCustomConsent(true, true, true),
        LevelButtonLevelOptinAllowallSelection: () =>
          Cookiebot.submitCustomConsent(...KINDS.map((kind) => box_of(kind).checked)),
      };
      for (const [id, press] of Object.entries(presses))
        document.getElementById(`CybotCookiebotDialogBody${id}`)?.addEventListener("click", press);
      tell("CookiebotOnDialogDisplay");
    },
    hide() {
      document.getElementById("CybotCookiebotDialog")?.remove();
      if (Cookiebot.dialog) Cookiebot.dialog.visible = false;
    },
    renew: () => Cookiebot.show(),
    withdraw() {
      Cookiebot.submitCustomConsent(false, false, false);
    },
    submitCustomConsent(preferences, statistics, marketing) {
      Object.assign(Cookiebot.consent, { preferences, statistics, marketing });
      const value = text(Cookiebot.consent, "explicit");
      document.cookie = `${NAME}=${value}; path=/; max-age=31536000; secure; samesite=lax`;
      Cookiebot.hasResponse = true;
      Cookiebot.declined = refused(Cookiebot.consent);
      Cookiebot.consented = !Cookiebot.declined;
      Cookiebot.hide();
      tell(Cookiebot.declined ? "CookiebotOnDecline" : "CookiebotOnAccept");
      tell("CookiebotOnConsentReady");
    },
  });
  document.addEventListener("DOMContentLoaded", () => {
    tell("CookiebotOnLoad");
    if (Cookiebot.hasResponse) tell("CookiebotOnConsentReady");
    else Cookiebot.show();
  });
})();
