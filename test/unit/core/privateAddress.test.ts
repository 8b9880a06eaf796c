import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPrivateAddress, isPrivateHost } from '../../../src/core/privateAddress.ts';

const hosts: [host: string, isPrivate: boolean][] = [
  ['localhost', true],
  ['api.localhost', true],
  ['LOCALHOST.', true],
  ['printer.local', true],
  ['router.home.arpa', true],
  ['metadata.google.internal', true],
  ['mylocalhost', false],
  ['local.example.com', false],
  ['example.com', false],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['128.0.0.1', false],
  ['0.0.0.0', true],
  ['10.1.2.3', true],
  ['11.0.0.0', false],
  ['100.64.0.1', true],
  ['100.128.0.1', false],
  ['169.254.169.254', true],
  ['172.15.255.255', false],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.0', false],
  ['192.168.1.1', true],
  ['192.169.0.1', false],
  ['198.19.0.1', true],
  ['8.8.8.8', false],
  ['[::1]', true],
  ['[::]', true],
  ['[fe80::1]', true],
  ['[febf::1]', true],
  ['[fd12:3456::1]', true],
  ['[fec0::1]', true],
  ['[2001:4860:4860::8888]', false],
  ['[::ffff:7f00:1]', true],
  ['[::ffff:8.8.8.8]', false],
  ['[64:ff9b::a00:1]', true],
  ['[64:ff9b::808:808]', false],
  ['[64:ff9b:1::1]', true],
  ['[2002:c0a8:101::1]', true],
  ['[2002:808:808::1]', false],
];

describe('a host', () => {
  for (const [host, isPrivate] of hosts) {
    it(`${host} is ${isPrivate ? 'private' : 'public'}`, () => assert.equal(isPrivateHost(host), isPrivate));
  }

  const disguises = ['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://①27.0.0.1/'];
  for (const url of disguises) {
    it(`is known behind ${url}`, () => assert.ok(isPrivateHost(new URL(url).hostname)));
  }
});

describe('an address', () => {
  it('may name its interface', () => assert.ok(isPrivateAddress('fe80::1%eth0')));

  for (const text of ['', '1.2.3', ':', '1::2::3', '1:2:3:4:5:6:7:8:9', 'g::1', 'example.com']) {
    it(`${JSON.stringify(text)} is none`, () => assert.equal(isPrivateAddress(text), false));
  }
});
