import type { Fix, FixPlan } from '../core/fixProtocol.ts';
import type { Source } from './extract.ts';
import { commentOut, removeDuplicates } from './listLines.ts';
import { moveUrls } from './moveUrls.ts';

/** What has to be replaced in a text for a fix. Never throws on any text. */
export function planFix(source: Source, fix: Fix): FixPlan {
  switch (fix.type) {
    case 'moveUrls':
      return moveUrls(source, fix.urls);
    case 'removeDuplicates':
      return removeDuplicates(source, fix.line);
    case 'commentOut':
      return commentOut(source, fix.starts);
    default:
      return fix satisfies never;
  }
}
