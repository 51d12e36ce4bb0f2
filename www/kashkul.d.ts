/** Offline search and reading for Persian, Arabic and mixed texts. */

/** BCP 47 language tag: `fa`, `ar`, `en`, … */
export type Lang = string;

/** Direction of most of a text's letters. */
export type Direction = 'rtl' | 'ltr';

/** The calendar that a source prints its dates in: a Unicode calendar identifier. */
export type Calendar = 'gregory' | 'persian';

export interface OpenOptions {
  /** A `.kashkul` pack. Without one, the collection inside the WebAssembly module is opened. */
  pack?: URL | string | BufferSource;
  /**
   * The WebAssembly module; `kashkul.wasm` beside this file when left out. It is loaded once for
   * the whole page: only the first call's value is used.
   */
  wasm?: URL | string | BufferSource | WebAssembly.Module;
  /**
   * Subresource integrity (`sha384-…`) of the file that the articles are in: of the pack, or, without
   * one, of the module.
   */
  integrity?: string;
  /** Rejects with `aborted` and ends the pack's download; the module, which all calls share, goes on. */
  signal?: AbortSignal;
}

/**
 * Opens a collection.
 *
 * Rejects with a {@link KashkulError}: `wasm-blocked`, `network`, `bad-pack`, `version`, `aborted`.
 */
export function open(options?: OpenOptions): Promise<Kashkul>;

/** An opened collection. Everything is in memory, so every answer is synchronous. */
export interface Kashkul {
  /** All articles in order; one that was printed inside another stands right behind it. */
  readonly articles: readonly ArticleInfo[];
  /** Searches. Any text is a query; none is an error. */
  search(query: string, options?: SearchOptions): SearchResult;
  /**
   * The article as nodes, inert: nothing in it runs or loads. Hits are text nodes counted in
   * `data-hits`, to be painted by {@link highlight}; in a browser without the CSS Custom Highlight
   * API they are `<mark>` elements. Throws `no-article`.
   */
  render(id: string, options?: { query?: string; document?: Document }): DocumentFragment;
  /** The article as data. Throws `no-article`. */
  article(id: string, options?: { query?: string }): ArticleView;
  /**
   * What a reader may be about to type: the last word completed, as the articles spell it, then
   * headlines; 8 of them where no limit is given.
   */
  suggest(prefix: string, limit?: number): Suggestion[];
  /** Frees the collection's memory; nothing may be asked of it afterwards. */
  dispose(): void;
}

export interface ArticleInfo {
  /** The file's name without its extension; an article inside it is `<id>#2`. */
  id: string;
  title: string;
  lang: Lang;
  dir: Direction;
  /** ISO 8601, as printed: no zone, and none where the source prints no date. */
  date?: string;
  /** The date in the source's own words. */
  printedDate?: string;
  calendar?: Calendar;
  source?: string;
  nParagraphs: number;
  /** The id of the article that this one was printed inside of. */
  parent?: string;
}

export interface SearchOptions {
  /** At most so many hits. */
  limit?: number;
  /** So many of the first hits are left out. */
  offset?: number;
  lang?: Lang | Lang[];
  source?: string;
  /** First and last day, ISO 8601; an article without a date is left out. */
  from?: string;
  to?: string;
  sort?: 'score' | 'date';
}

export interface SearchResult {
  query: string;
  /** Number of all hits, not only of those returned; articles that tell one story are one hit. */
  total: number;
  hits: Hit[];
  facets: { lang: Count[]; source: Count[]; year: Count[] };
  /** What was read into the query. */
  interpreted: Interpretation[];
  /** A word near the one typed that many more articles have, where few have that one. */
  didYouMean?: string;
}

export interface Suggestion {
  /** A query, or the headline of the article `id`. */
  kind: 'term' | 'title';
  text: string;
  /** Articles that hold all of its words. */
  count: number;
  id?: string;
}

/** A part of an article's text that shows why it was found. */
export interface Place {
  snippet: Run[];
  snippetDir: Direction;
  /** From 1 on; 0 where only other fields matched. */
  paragraph: number;
  /** The section that the paragraph is in, where the article has headings above it. */
  section?: Section;
}

/** A part of an article below a heading. */
export interface Section {
  title: string;
  /**
   * What a link calls it: the heading's words as GitHub makes anchors of them, unique in the article.
   * The heading that `render` makes has the id `s-<article's id>#<anchor>`.
   */
  anchor: string;
}

export interface Hit {
  /** The article's id. */
  id: string;
  parent?: string;
  title: Run[];
  /** The best passage. */
  snippet: Run[];
  /** Up to three passages, the best first. */
  places: Place[];
  /** Number of paragraphs that have a match, shown among `places` or not. */
  nPlaces: number;
  snippetDir: Direction;
  lang: Lang;
  dir: Direction;
  date?: string;
  source?: string;
  /** Higher is better; only comparable within one result. */
  score: number;
  /** Number of the snippet's paragraph, from 1 on. */
  paragraph: number;
  /** The section that the snippet is from. */
  section?: Section;
  why: Why[];
  /** The ids of other articles found that tell the same story in nearly the same words. */
  others: string[];
}

/** A stretch of text. Runs join to the text; a match is always a whole word. */
export interface Run {
  text: string;
  isMatch: boolean;
}

/** What made a word match, besides being the same. */
export type Why =
  | 'exact'
  | 'zwnj'
  | 'letter'
  | 'digit'
  | 'stem'
  | 'prefix'
  | 'typo'
  | 'name'
  | 'alias'
  | 'keyboard'
  | 'date';

/** `{ kind: 'keyboard', text: 'لاوروف' }`: what was typed was read as `text`. */
export interface Interpretation {
  kind: 'keyboard' | 'typo';
  text: string;
}

/** A value of a facet and its number of hits. */
export interface Count {
  value: string;
  count: number;
}

export interface ArticleView extends Omit<ArticleInfo, 'title'> {
  title: Run[];
  /** Whom the publisher quotes as its own source. */
  via?: string;
  /** The rubric. */
  section?: string;
  url?: string;
  blocks: Block[];
  tags: Run[][];
  /** Readers’ comments, which are never searched. */
  comments: Comment[];
  /** The ids of articles that were printed inside this one. */
  children: string[];
}

/** A paragraph, a heading or a picture. */
export interface Block {
  kind: 'lead' | 'p' | 'heading' | 'image';
  /** Of a heading: 2 to 6, never more than one below the heading before it. */
  level?: number;
  /** Of a heading: what a link calls its section. */
  anchor?: string;
  /** Of a picture: its address, which holds it; `runs` is the alternative text. */
  src?: string;
  /** Its number, from 1 on. */
  p: number;
  lang: Lang;
  dir: Direction;
  runs: Run[];
}

export interface Comment {
  author: string;
  date?: string;
  /** Time of day, `hh:mm`. */
  time?: string;
  text: string;
  dir: Direction;
}

/** What went wrong. */
export class KashkulError extends Error {
  readonly name: 'KashkulError';
  readonly code: 'wasm-blocked' | 'network' | 'bad-pack' | 'version' | 'no-article' | 'aborted';
}

/**
 * Paints the hits below `root` as `::highlight(kashkul-hit)`, the selected one also as
 * `::highlight(kashkul-current)`: ranges, not elements, keep the letters of a word joined. Where the
 * API is missing, the `<mark>` elements are counted, and the selected one has the class `current`.
 */
export function highlight(root: ParentNode): Highlighting;

export interface Highlighting {
  readonly count: number;
  /** The hits in the order of the text. */
  readonly ranges: readonly Range[];
  /** Makes a hit, counted from 0, the current one, and returns its range. */
  select(index: number): Range | undefined;
  /** Takes the paint away; `<mark>` elements stay. */
  clear(): void;
}

/** A client for Algolia's InstantSearch, Autocomplete and DocSearch, answered from the collection. */
export function asSearchClient(kashkul: Kashkul): {
  search(requests: object): Promise<{ results: object[] }>;
};
