/** `<kashkul-search>` and `<kashkul-reader>`. */

import type { Hit, Kashkul, SearchResult } from './kashkul.js';

/**
 * A client of a search server in Algolia's shape: those of InstantSearch's adapters for Meilisearch,
 * Typesense, OpenSearch and others.
 */
export interface SearchClient {
  search(requests: any): Promise<{ results: any[] }>;
}

/** What an element found: with a client, only the fields that servers know. */
export type Found = Pick<SearchResult, 'query' | 'total' | 'hits'> & Partial<SearchResult>;

/** Where in an article to go. */
export interface OpenPlace {
  /** The paragraph's number, from 1 on. */
  p?: number;
  /** The hit's number, from 1 on. */
  hit?: number;
  /** What is marked in it. */
  query?: string;
}

/** What both elements have. An attribute of the same name, with hyphens, stands for each property. */
export interface KashkulElement extends HTMLElement {
  /** The address of a pack (`.kashkul`) or of a module with its articles inside (`.wasm`). */
  src: string;
  /** Subresource integrity of `src`, such as `sha384-…`. */
  integrity: string;
  /** What is in the search box. */
  query: string;
  /** Narrows every search down, in the language of queries (`lang:fa`); a client's `filters`. */
  scope: string;
  maxResults: number;
  placeholder: string;
  theme: 'auto' | 'light' | 'dark' | 'sepia' | 'contrast' | (string & {});
  /** A Unicode numbering system: `arabext`, `arab`, `latn`. */
  digits: string;
  /** A Unicode calendar: `persian`, `gregory`, `islamic-umalqura`. */
  calendar: string;
  /** When the search is loaded, besides when something is typed. */
  autoload: 'visible' | 'focus' | 'idle' | 'never' | (string & {});
  /** The address of the page for frames; `embed.html` beside the script when empty. */
  embed: string;
  /** The name of the index that a client is asked for. */
  indexName: string;
  /** An opened collection, or a client, in place of the built-in engine. */
  engine: Kashkul | SearchClient | undefined;
  /** Keeps the collection on the device, in a cache of the site, for reading without a connection. */
  offline: boolean;
  /**
   * Draws a result in place of the element; without an answer, or where it throws, the element draws it.
   * The whole of it opens the article, so that nothing in it should want clicks of its own.
   */
  resultRenderer: ((hit: Hit, document: Document) => Node | void) | undefined;
  /** Texts in place of the element's own, by key. */
  strings: Record<string, string | Record<string, string>>;
  /** Loads the engine. */
  load(): Promise<Kashkul | SearchClient>;
  /** Searches, and answers what was found; of this no event tells. */
  search(query: string): Promise<Found | undefined>;
  /** Puts the focus into the search box, with what is typed selected. */
  show(): void;
  close(): void;
  /** Empties the search box. */
  reset(): void;
  addEventListener<K extends keyof KashkulEventMap>(
    type: K,
    listener: (this: this, event: KashkulEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

export interface KashkulSearch extends KashkulElement {
  display: 'inline' | 'modal' | (string & {});
  /** Keys that lead here from anywhere in the page, with blanks between: `/ ctrl+k`. */
  hotkey: string;
  /** Where articles open: `#id` of a reader in the page, or the address of a site of Kashkul's. */
  target: string;
  /** Whether the first result is chosen before the reader chooses. */
  autoselect: boolean;
  open(id: string, place?: OpenPlace): void;
}

export interface KashkulReader extends KashkulElement {
  /** The id of the open article. */
  article: string;
  /** From 0 to 8; 2 is usual. */
  textSize: number;
  /** `hash` keeps the place in the address of the page. */
  route: 'none' | 'hash' | (string & {});
  /** Stands before that place: `news` for `#news/a/…`. */
  routePrefix: string;
  open(id: string, place?: OpenPlace): Promise<void>;
  /** Goes to the next or the previous hit of the open article. */
  next(): void;
  previous(): void;
}

export const KashkulSearch: { new (): KashkulSearch; prototype: KashkulSearch };
export const KashkulReader: { new (): KashkulReader; prototype: KashkulReader };

/** The events, all of which bubble out of shadow trees; `kashkul-open` and `kashkul-share` can be cancelled. */
export interface KashkulEventMap {
  'kashkul-ready': CustomEvent<{ articles?: number }>;
  'kashkul-search': CustomEvent<{ query: string; total: number }>;
  'kashkul-open': CustomEvent<{ id: string; query?: string; p?: number; hit?: number; url?: string }>;
  'kashkul-hit': CustomEvent<{ id: string; hit: number; total: number }>;
  'kashkul-share': CustomEvent<{ id: string; title: string; url: string }>;
  /** A `KashkulError`'s code, or `renderer` for an error of `resultRenderer`. */
  'kashkul-error': CustomEvent<{ code: string; message: string }>;
  /** The pack's host has a newer version: `engine = undefined` and `load()` take it. */
  'kashkul-update': CustomEvent<{ src: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'kashkul-search': KashkulSearch;
    'kashkul-reader': KashkulReader;
  }
  interface HTMLElementEventMap extends KashkulEventMap {}
  interface DocumentEventMap extends KashkulEventMap {}
}
