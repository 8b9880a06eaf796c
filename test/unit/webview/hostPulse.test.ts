import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostPulse } from '../../../src/webview/hostPulse.ts';

test('takes a host for gone after three questions without an answer, and says so once', () => {
  let asked = 0;
  const pulse = new HostPulse(() => {
    asked += 1;
  });
  assert.deepEqual([pulse.ping(), pulse.ping(), pulse.isGone], [false, false, false]);
  assert.deepEqual([pulse.ping(), pulse.isGone, pulse.ping(), asked], [true, true, false, 4]);
});

test('takes a host that speaks for alive', () => {
  const pulse = new HostPulse(() => undefined);
  pulse.ping();
  pulse.ping();
  assert.equal(pulse.heard(), false);
  for (let nth = 0; nth < 3; nth++) pulse.ping();
  assert.deepEqual([pulse.heard(), pulse.isGone], [true, false]);
});
