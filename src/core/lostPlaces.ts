import { hashText } from './hashText.ts';
import { isUrlCutOff, isUrlPrefixed } from './urlBounds.ts';

/** More are forgotten, the oldest first. */
export const mostLost = 1000;

/** What can part a URL from the word that goes on behind it. */
const parting = /[,;|()[\]{}'"<>*!]/;

/** A place that an edit has made another, and what its URL was. */
export interface LostPlace {
  row: number;
  run: number;
  /** Of its text, in UTF-16 code units. */
  length: number;
  /** Of its text. */
  hash: number;
  /** Whether its reader had ended it although the word went on. */
  isBound: boolean;
}

/** What edits have taken from a document, which undoing them, or writing it again, brings back. */
export class LostPlaces {
  private places: LostPlace[] = [];

  /** The length of the longest of their texts; 0 where there are none. */
  get longest(): number {
    return this.places.reduce((longest, { length }) => Math.max(longest, length), 0);
  }

  add(places: readonly LostPlace[]): void {
    if (places.length === 0) return;
    this.places = [...this.places, ...places].slice(-mostLost);
  }

  /** Those that are kept for a track that goes on from this one. */
  copy(): LostPlaces {
    const copy = new LostPlaces();
    copy.places = [...this.places];
    return copy;
  }

  keep(holds: (place: LostPlace) => boolean): void {
    this.places = this.places.filter(holds);
  }

  /** Gives back those whose URL begins in this part of a text, in order, with its offset; `isFree` tells where none is by now. */
  takeBack(
    text: string,
    start: number,
    end: number,
    isFree: (offset: number, length: number) => boolean,
  ): [place: LostPlace, offset: number][] {
    const at = (from: number, to: number) => text.slice(Math.max(0, from), to);
    const lengths = [...new Set(this.places.map(({ length }) => length))].sort((a, b) => b - a);
    const found: [LostPlace, number][] = [];
    const scheme = /https?:\/\//gi;
    scheme.lastIndex = start;
    for (let match = scheme.exec(text); match && match.index < end; match = scheme.exec(text)) {
      const offset = match.index;
      if (isUrlPrefixed(at, offset)) continue;
      for (const length of lengths) {
        const urlEnd = offset + length;
        if (urlEnd > text.length || !isFree(offset, length)) continue;
        const hash = hashText(text.slice(offset, urlEnd));
        // The last one is of the newest run.
        const nth = this.places.findLastIndex((place) => place.length === length && place.hash === hash);
        const place = this.places[nth];
        if (!place || goesOn(at, urlEnd, place)) continue;
        this.places.splice(nth, 1);
        found.push([place, offset]);
        break;
      }
    }
    return found;
  }
}

function goesOn(at: (from: number, to: number) => string, end: number, { isBound }: LostPlace): boolean {
  return isUrlCutOff(at, end, end) && !(isBound && parting.test(at(end, end + 1)));
}
