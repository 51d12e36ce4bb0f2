// The files that a reader drops or picks: pairs of a path inside of their folder and the file.

/** Files with the name of what they are in together, and whether that is a folder. */
function gathered(name, pairs) {
  const [only] = pairs;
  if (pairs.length === 1 && !name) return { title: only[0].replace(/\.[^.]*$/, ''), isFolder: false, pairs };
  return { title: name || 'Kashkul', isFolder: true, pairs };
}

/** Takes the folder that all paths begin with off them. */
function withoutFolder(pairs) {
  const [first] = (pairs[0]?.[0] ?? '').split('/');
  if (!pairs.every(([path]) => path.startsWith(`${first}/`))) return gathered('', pairs);
  return gathered(first, pairs.map(([path, file]) => [path.slice(first.length + 1), file]));
}

/** What was picked, one by one or as a folder. */
export const picked = (files) =>
  withoutFolder([...files].map((file) => [file.webkitRelativePath || file.name, file]));

/** What was dropped; folders are looked into. */
export async function dropped({ items }) {
  // The list is empty as soon as something is awaited.
  const taken = [...items].map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  const pairs = [];
  for (const [entry, file] of taken) {
    if (entry?.isDirectory) await walk(entry, '', pairs);
    else if (file) pairs.push([file.name, file]);
  }
  return withoutFolder(pairs);
}

async function walk(entry, before, pairs) {
  const path = before + entry.name;
  if (entry.isFile) {
    pairs.push([path, await new Promise((resolve, reject) => entry.file(resolve, reject))]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A folder is read in parts; the last one is empty.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return;
    for (const inside of entries) await walk(inside, `${path}/`, pairs);
  }
}
