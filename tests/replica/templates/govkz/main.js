// Reads the address, draws the frame, and leaves the rest to the part that the page needs.
(() => {
  const portal = window.portal;
  const { element } = portal;
  const words = "%WORDS%";
  const languages = { kk: "Қаз", ru: "Рус", en: "Eng" };
  const routes = [
    ["article", /^\/memleket\/entities\/([\w-]+)\/press\/news\/details\/(\d+)\/?$/],
    ["listing", /^\/memleket\/entities\/([\w-]+)\/press\/news(?:\/(\d+))?\/?$/],
    ["entity", /^\/memleket\/entities\/([\w-]+)\/?$/],
  ];

  const read = () => {
    const lang = new URLSearchParams(location.search).get("lang");
    const page = { lang: lang in languages ? lang : "kk", part: null };
    for (const [part, pattern] of routes) {
      const found = pattern.exec(location.pathname);
      if (found) return { ...page, part, entity: found[1], number: Number(found[2] || 1) };
    }
    return page;
  };

  portal.dated = (created, lang) => {
    const [year, month, day] = created.slice(0, 10).split("-").map(Number);
    const name = words[lang].months[month - 1];
    if (lang === "kk") return `${year} жылғы ${day} ${name}`;
    return lang === "en" ? `${name} ${day}, ${year}` : `${day} ${name} ${year}`;
  };

  portal.link = (path, page, ...children) => element("a", { href: `${path}?lang=${page.lang}` }, ...children);

  const header = (page) =>
    element(
      "header",
      { class: "header" },
      element("a", { href: "/", class: "header__logo" }, element("img", { src: "%LOGO%", alt: "gov.kz" })),
      element("nav", { class: "header__menu" }),
      element(
        "div",
        { class: "header__languages" },
        ...Object.entries(languages).map(([lang, name]) =>
          element("a", { href: `${location.pathname}?lang=${lang}`, class: lang === page.lang ? "active" : null }, name),
        ),
      ),
      element("button", { class: "header__sight" }, page.words.sight),
    );

  const footer = (page) =>
    element(
      "footer",
      { class: "footer" },
      element("h2", {}, page.words.contacts),
      element("p", {}, page.words.address),
      element("p", {}, `${page.words.phone}: 1414, +7 (7172) 74-00-00`),
      element("p", {}, page.words.rights),
      element(
        "ul",
        { class: "footer__entities" },
        ...Object.entries(words.entities[page.lang]).map(([code, name]) =>
          element("li", {}, portal.link(`/memleket/entities/${code}`, page, name)),
        ),
      ),
    );

  const menu = async (page) => {
    const answer = await portal.ask(`%API%/menu?projects=eq:${page.entity}&lang=${page.lang}`);
    const items = answer.items.map((item) => portal.link(item.path, page, item.title));
    document.querySelector(".header__menu")?.replaceChildren(...items);
  };

  const failed = (page, error) => {
    console.error(error);
    document.querySelector("main").replaceChildren(element("div", { class: "error-page" }, page.words.failed));
  };

  const show = async () => {
    const page = read();
    page.words = words[page.lang];
    document.documentElement.lang = page.lang;
    const main = element("main", { class: "content" }, element("div", { class: "loader" }, page.words.loading));
    document.getElementById("root").replaceChildren(header(page), main, footer(page));
    if (!page.part) {
      main.replaceChildren(element("div", { class: "not-found" }, page.words.nothing));
      return;
    }
    menu(page).catch((error) => console.error(error));
    try {
      const draw = await portal.load(page.part === "article" ? "article" : "listing");
      await draw(page, main);
    } catch (error) {
      failed(page, error);
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/memleket/']");
    if (!link) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    show();
  });
  window.addEventListener("popstate", show);
  show();
})();
