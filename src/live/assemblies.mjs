/** Which of .NET's assemblies a page gets, and as what. */
import { Buffer } from 'node:buffer';

/**
 * Assemblies of the framework that no cell in a page has a use for: they ask the operating system, listen, or belong to another language or
 * time. What refers to them is loaded without them.
 */
const useless = new Set([
  'Microsoft.VisualBasic.Core', 'Microsoft.VisualBasic', 'Microsoft.Win32.Registry', 'System.Data.DataSetExtensions',
  'System.IO.FileSystem.AccessControl', 'System.IO.IsolatedStorage', 'System.IO.Pipes.AccessControl', 'System.Net.HttpListener', 'System.Net.Mail',
  'System.Net.Ping', 'System.Net.Quic', 'System.Private.DataContractSerialization', 'System.Runtime.Serialization.Json', 'System.Runtime.Serialization.Xml', 'System.Security.AccessControl', 'System.Threading.AccessControl', 'System.Transactions',
  'System.Transactions.Local', 'System.Runtime.CompilerServices.VisualC', 'System.ServiceProcess', 'System.ServiceModel.Web', 'WindowsBase',
]);

const certificates = 4; // of the data directories
const settings = /\/\*json-start\*\/([\s\S]*)\/\*json-end\*\//;

/** Whether a page gets an assembly. @param {string} file such as `System.Linq.dll` */
export function isUseful(file) {
  return !useless.has(file.replace(/\.dll$/, ''));
}

/**
 * The script that starts .NET's runtime holds the list of what it loads: the same without what no page gets.
 * @param {string} script `dotnet.js`
 */
export function withoutUseless(script) {
  return script.replace(settings, (all, json) => {
    const config = JSON.parse(json);
    config.resources.assembly = config.resources.assembly.filter(({ name }) => isUseful(name));
    return `/*json-start*/${JSON.stringify(config)}/*json-end*/`;
  });
}

/**
 * Removes the Authenticode signature of an assembly: ten kilobytes each that compress to as many, which Windows would look at, and no
 * browser does. It stands at the file's end, and the headers say where.
 * @param {Buffer} bytes a PE file
 * @returns {Buffer} the same without its signature
 */
export function withoutSignature(bytes) {
  const optional = bytes.readUInt32LE(0x3c) + 24;
  const isLarge = bytes.readUInt16LE(optional) === 0x20b; // PE32+
  const entry = optional + (isLarge ? 112 : 96) + certificates * 8;
  const [start, length] = [bytes.readUInt32LE(entry), bytes.readUInt32LE(entry + 4)];
  if (start === 0 || start + length !== bytes.length) {
    return bytes;
  }
  const stripped = Buffer.from(bytes.subarray(0, start));
  stripped.writeUInt32LE(0, entry);
  stripped.writeUInt32LE(0, entry + 4);
  return stripped;
}
