// Remembers the customer's choice of tariff, and where the visit began.
if (!localStorage.getItem("hh_tarief")) {
  localStorage.setItem("hh_tarief", "per-maand");
}
if (!sessionStorage.getItem("hh_eerste_pagina")) {
  sessionStorage.setItem("hh_eerste_pagina", location.pathname);
}
