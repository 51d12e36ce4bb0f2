// Headlines as queries.

/** A headline as a query of words alone: none of its signs is an operator. */
export const wordsOf = (title) => title.replace(/[^\p{L}\p{M}\p{N}\u200c]+/gu, ' ').trim();
