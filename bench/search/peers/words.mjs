// What the adapters share: the words of a query, a list of English function words, and who of several fields counts how much.

export const FUNCTION_WORDS = new Set(
  ("a about after all also am an and any are as at be because been before but by can cannot could did do does doing for from had has have "
    + "having he her him his how i if in into is it its just like me more most my no not now of on or other our out over own same she should so "
    + "some such than that the their them then there these they this those through to too under up us very was we were what when where which "
    + "while who whom why will with would you your").split(" ")
);

// Letters, digits and marks; what else stands in a question is punctuation to every peer that is asked word by word.
export const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) || [];

export const summaryOf = (document) => document.body.slice(0, 160);
