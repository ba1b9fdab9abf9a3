// One piece of news, as its editor wrote it.
(() => {
  const portal = window.portal;
  const { element } = portal;

  const shares = (page) =>
    element(
      "div",
      { class: "social-share" },
      element("span", {}, page.words.share),
      ...["Facebook", "Telegram", "WhatsApp"].map((name) => element("button", { class: "social-share__item" }, name)),
    );

  const popular = async (page) => {
    const answer = await portal.ask(`%API%/popular?projects=eq:${page.entity}&lang=${page.lang}`);
    const path = `/memleket/entities/${page.entity}/press/news/details`;
    const items = answer.popular.map((item) => element("li", {}, portal.link(`${path}/${item.id}`, page, item.title)));
    return element("aside", { class: "popular-news" }, element("h2", {}, page.words.popular), element("ul", {}, ...items));
  };

  const counters = async (page, place) => {
    const answer = await portal.ask(`%API%/counters/${page.number}?lang=${page.lang}`);
    place.textContent = `${page.words.views}: ${answer.counters.views}`;
  };

  const text = (news) => {
    const body = element("div", { class: "news-detail__text content-text" });
    if (news.body) body.innerHTML = news.body;
    else body.append(element("p", {}, news.short_description));
    return body;
  };

  portal.parts.article = async (page, main) => {
    const target = `%API%/news/${page.number}?projects=eq:${page.entity}&lang=${page.lang}`;
    const news = (await portal.ask(target)).data.news;
    if (!news.title) {
      main.replaceChildren(element("div", { class: "not-found" }, page.words.untold));
      return;
    }
    const views = element("span", { class: "categories__item" });
    document.title = news.title;
    main.replaceChildren(
      element(
        "article",
        { class: "news-detail" },
        element("h1", { class: "news-detail__title" }, news.title),
        element(
          "div",
          { class: "categories" },
          element("span", { class: "categories__item color_grey" }, portal.dated(news.created_date, page.lang)),
          ...news.directions.map((direction) => element("span", { class: "categories__item" }, direction.name)),
          views,
        ),
        news.heropic ? element("img", { class: "news-detail__picture", src: news.heropic, alt: "" }) : null,
        text(news),
        shares(page),
      ),
    );
    await Promise.allSettled([counters(page, views), popular(page).then((made) => main.append(made))]);
  };
})();
