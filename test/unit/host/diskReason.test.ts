import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { diskReason } from '../../../src/host/diskReason.ts';

const english = (text: string) => text;

const reasons = [
  ["EROFS: read-only file system, mkdir '/storage/runs'", 'EROFS: read-only file system'],
  [
    "EXDEV: cross-device link not permitted, rename '/a, b' -> '/c'",
    'EXDEV: cross-device link not permitted',
  ],
  ['ENOSPC: no space left on device, write', 'ENOSPC: no space left on device'],
  ['the disk is on fire', 'the disk is on fire'],
] as const;

for (const [message, reason] of reasons) {
  it(`says ${reason}`, () => assert.equal(diskReason(new Error(message), english), reason));
}

it('says what Node says of a file that is not there', async () => {
  const error: unknown = await readFile('no such file').catch((each: unknown) => each);
  assert.equal(diskReason(error, english), 'ENOENT: no such file or directory');
});

it('says it in the language of the person where it knows the code', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const german = (text: string) => (text === 'no space left on device' ? 'kein Platz mehr' : text);
  assert.equal(diskReason(error, german), 'ENOSPC: kein Platz mehr');
});
