// The lobby display's service worker, registered by /kiosk/ only, for addresses that begin with …/k. It must never need to
// change: it serves what assets/js/kiosk/builds.js has put into the caches and decides nothing, neither when nor which.
//
// Of a build, `k/<build>/<path>` exists only here. The outer page and its parts come from the build that is pinned in
// the cache "hub-kiosk"; what no build holds (the list of files, the emergency notice) comes from the network.
const ROOT = new URL("./", self.location).pathname;
const PIN = `${ROOT}k/pin.json`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.cache === "no-store") return; // builds.js asks for what is new: never answered from here
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (!url.pathname.startsWith(ROOT)) return;
  event.respondWith(answer(event.request, url.pathname.slice(ROOT.length)));
});

async function answer(request, path) {
  const [head, build, ...rest] = path.split("/");
  if (head === "k") return (await kept(build, rest.join("/"))) ?? new Response("", { status: 404 });
  const pin = await (await caches.open("hub-kiosk")).match(PIN);
  const found = pin && (await kept((await pin.json()).build, path));
  return found || fetch(request);
}

/** A file of a build; a folder is its index.html. */
async function kept(build, path) {
  const name = `hub-kiosk-${build}`;
  if (!(await caches.has(name))) return undefined;
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return (await caches.open(name)).match(`${ROOT}k/${build}/${file}`);
}
