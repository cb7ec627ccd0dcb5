/** What of .NET a page gets. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { isUseful, withoutSignature, withoutUseless } from '../../src/live/assemblies.mjs';

/** A file with the headers of an assembly, and a signature of some bytes at its end. */
function signed(magic, signature) {
  const file = Buffer.alloc(512 + signature);
  file.writeUInt32LE(128, 0x3c);
  file.writeUInt16LE(magic, 128 + 24);
  const entry = 128 + 24 + (magic === 0x20b ? 112 : 96) + 4 * 8;
  file.writeUInt32LE(signature === 0 ? 0 : 512, entry);
  file.writeUInt32LE(signature, entry + 4);
  return { file, entry };
}

[0x10b, 0x20b].forEach((magic) => test(`an assembly of the format ${magic.toString(16)} loses its signature, and what says where it was`, () => {
  const { file, entry } = signed(magic, 64);
  const stripped = withoutSignature(file);
  assert.equal(stripped.length, 512);
  assert.equal(stripped.readUInt32LE(entry), 0);
  assert.equal(stripped.readUInt32LE(entry + 4), 0);
}));

test('an assembly without one stays as it is', () => {
  const { file } = signed(0x10b, 0);
  assert.equal(withoutSignature(file), file);
});

test('the list of what the runtime loads has no assembly that no page gets', () => {
  const script = 'start(/*json-start*/{"resources":{"assembly":[{"name":"System.Linq.dll"},{"name":"System.Net.Quic.dll"}]}}/*json-end*/);';
  assert.equal(withoutUseless(script), 'start(/*json-start*/{"resources":{"assembly":[{"name":"System.Linq.dll"}]}}/*json-end*/);');
  assert.ok(isUseful('System.Data.Common.dll')); // DataTable
  assert.ok(isUseful('dotnet.js'));
  assert.ok(!isUseful('Microsoft.VisualBasic.Core.dll'));
});
