// docfind, whose index is made by a program that no package registry has.

export const name = 'docfind';
export const settings = '';
export const missing = () => 'it is in no package registry (npm, crates.io), so it cannot be pinned and fetched';
