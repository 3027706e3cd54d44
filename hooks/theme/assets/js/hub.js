// Imports the elements of the page, one per file, and does nothing else.
// There are none yet: every page is complete without scripts.
export {};
