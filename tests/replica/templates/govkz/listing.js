// The news of an entity, ten a page.
(() => {
  const portal = window.portal;
  const { element } = portal;

  const card = (page, item) => {
    const path = `/memleket/entities/${page.entity}/press/news/details/${item.id}?lang=${page.lang}`;
    return element(
      "div",
      { class: "card-news-list__item" },
      item.heropic ? element("img", { class: "card-news-list__picture", src: item.heropic, alt: "" }) : null,
      element("a", { class: "card-news-list__title", href: path, title: item.title }, item.title),
      element(
        "div",
        { class: "categories" },
        ...item.directions.map((direction) => element("span", { class: "categories__item" }, direction.name)),
        element("span", { class: "categories__item color_grey" }, portal.dated(item.created_date, page.lang)),
      ),
    );
  };

  const pages = (page, last) => {
    const near = [1, page.number - 1, page.number, page.number + 1, last];
    const numbers = [...new Set(near)].filter((number) => number >= 1 && number <= last);
    const path = `/memleket/entities/${page.entity}/press/news`;
    return element(
      "ul",
      { class: "pagination" },
      ...numbers.map((number) =>
        element("li", { class: number === page.number ? "active" : null }, portal.link(`${path}/${number}`, page, `${number}`)),
      ),
    );
  };

  portal.parts.listing = async (page, main) => {
    const target = `%API%/news?projects=eq:${page.entity}&page=${page.number}&size=10&lang=${page.lang}`;
    const answer = await portal.ask(target);
    const items = answer.content.map((item) => card(page, item));
    const empty = element("div", { class: "card-news-list__empty" }, page.words.empty);
    main.replaceChildren(
      element("h1", {}, page.words.news),
      element("div", { class: "card-news-list" }, ...(items.length ? items : [empty])),
      pages(page, answer.totalPages),
    );
  };
})();
