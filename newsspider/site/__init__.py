from newsspider.site.news_spider import NewsSpider as NewsSpider
