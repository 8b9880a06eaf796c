import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchRequest, GatherOptions } from '../../../src/api.ts';
import { resolveOptions } from '../../../src/core/options.ts';
import { type RequestExtras, RequestList } from '../../../src/core/requestList.ts';
import { RequestNeeds } from '../../../src/core/requestNeeds.ts';

function needsOf(
  requests: readonly (string | (FetchRequest & RequestExtras))[],
  options: GatherOptions = {},
) {
  const list = RequestList.from(requests);
  const needs = new RequestNeeds(resolveOptions(options).options);
  for (let index = 0; index < list.length; index++) needs.add(list, index);
  needs.addOptions((address) => URL.parse(address)?.origin);
  const { unsafe, processEnv, dotenv, secrets, bodyFiles, needsTrust } = needs;
  return {
    unsafe: Object.fromEntries(unsafe),
    processEnv: [...processEnv],
    dotenv: [...dotenv],
    secrets: Object.fromEntries(Array.from(secrets, ([name, addresses]) => [name, [...addresses]])),
    bodyFiles,
    needsTrust,
  };
}

const nothing = { unsafe: {}, processEnv: [], dotenv: [], secrets: {}, bodyFiles: 0, needsTrust: false };

describe('what requests need', () => {
  it('is nothing for most', () => {
    const url = 'https://e.com/{{x}}';
    assert.deepEqual(needsOf([url, { url, method: 'options', headers: { a: '{{$guid}}' } }]), nothing);
  });

  it('is consent to methods that are not safe', () => {
    const url = 'https://e.com/';
    const methods = ['POST', 'post', 'HEAD', 'DELETE', 'ODD'];
    assert.deepEqual(needsOf(methods.map((method) => ({ url, method }))), {
      ...nothing,
      unsafe: { POST: 2, DELETE: 1, ODD: 1 },
    });
  });

  it('is what every part of them refers to, and secrets by the beginnings of the URLs', () => {
    const requests = [
      'https://{{$processEnv HOST}}/a?{{$secret A}}',
      'https://e.com:1/{{$secret A}}/{{$secret B}}',
      'https://user:{{$secret B}}@e.com/x',
      { url: 'https://f.com?x', headers: { h: '{{$dotenv H}} {{$secret C}}' } },
      { url: 'https://g.com', body: '{{$secret C}}', bodyFile: '{{$dotenv F}}' },
      {
        url: '{{$dotenv BASE}}/x',
        options: { params: { p: '{{$secret D}}' }, headers: { q: '{{$processEnv Q}}' } },
      },
    ];
    assert.deepEqual(needsOf(requests), {
      unsafe: {},
      processEnv: ['HOST', 'Q'],
      dotenv: ['H', 'F', 'BASE'],
      secrets: {
        A: ['https://{{$processEnv HOST}}', 'https://e.com:1'],
        B: ['https://e.com:1', 'https://user:{{$secret B}}@e.com'],
        C: ['https://f.com', 'https://g.com'],
        D: ['{{$dotenv BASE}}'],
      },
      bodyFiles: 1,
      needsTrust: true,
    });
  });

  it('is what the options of the run send to their hosts, which needs no trust', () => {
    const options: GatherOptions = {
      headers: { h: '{{$processEnv H}}' },
      params: { p: '{{$secret P}}' },
      hostHeaders: { 'e.com': { a: '{{$secret E}}' }, 'other.com': { a: '{{$secret O}} {{$dotenv O}}' } },
    };
    assert.deepEqual(needsOf(['https://e.com/1', 'https://e.com/2', 'https://f.com'], options), {
      ...nothing,
      processEnv: ['H'],
      dotenv: ['O'],
      secrets: { P: ['https://e.com', 'https://f.com'], E: ['https://e.com'] },
    });
  });

  it('is told in time that grows with the length of the texts', () => {
    for (const text of ['{{', '{{$secret ', '{{$secret A}}']) {
      const before = performance.now();
      needsOf([{ url: `https://e.com/${text.repeat(100_000)}`, body: text.repeat(100_000) }]);
      assert.ok(performance.now() - before < 3000, text);
    }
  });
});
