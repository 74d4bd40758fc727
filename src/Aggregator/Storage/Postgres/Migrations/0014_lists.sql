-- The newest articles of a feed, of a language, and of those with tags of their own: found by an index however many articles there are.
ALTER TABLE article_sources ADD COLUMN published_at BIGINT NOT NULL DEFAULT 0; -- the article's, which never changes; kept by the trigger
UPDATE article_sources SET published_at = COALESCE((SELECT a.published_at FROM articles a WHERE a.id = article_sources.article_id), 0);
CREATE INDEX article_sources_newest ON article_sources (feed_id, published_at DESC, article_id DESC);
CREATE INDEX articles_language ON articles (language, published_at DESC, id DESC);
CREATE INDEX articles_tagged ON articles (published_at DESC, id DESC) WHERE tags <> '[]';

CREATE FUNCTION date_article_source() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
  NEW.published_at := COALESCE((SELECT a.published_at FROM articles a WHERE a.id = NEW.article_id), 0);
  RETURN NEW;
END';
CREATE TRIGGER article_sources_dated BEFORE INSERT OR UPDATE OF article_id ON article_sources FOR EACH ROW EXECUTE FUNCTION date_article_source();

-- Feeds that somebody paused over the API, whatever their list says.
ALTER TABLE feeds ADD COLUMN paused_at BIGINT;
ALTER TABLE feeds ADD COLUMN paused_by TEXT;
