// The page was asked with a code that tells where its reader comes from: the links to the same site carry
// it on. Nothing is stored, and without this the buttons of the page carry it all the same.

const NAME = "origine";
const code = new URLSearchParams(window.location.search).get(NAME);

if (code && /^[a-z0-9-]{1,40}$/.test(code)) {
  for (const link of document.querySelectorAll("a[href]")) {
    const there = new URL(link.href, window.location.href);
    const within = there.pathname === window.location.pathname && there.hash;
    if (there.origin === window.location.origin && !within && !there.searchParams.has(NAME)) {
      there.searchParams.set(NAME, code);
      link.href = there.href;
    }
  }
}
