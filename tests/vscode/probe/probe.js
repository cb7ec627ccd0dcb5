/** For tests only, never shipped: runs functions that a test posts, with the editor's own API at hand. */
'use strict';
const http = require('node:http');
const vscode = require('vscode');

exports.activate = () => {
  const AsyncFunction = (async () => {}).constructor;
  http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', async () => {
      try {
        response.end(JSON.stringify({ value: await new AsyncFunction('vscode', body)(vscode) }));
      } catch (error) {
        response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
      }
    });
  }).listen(Number(process.env.WORKBOOK_PROBE), '127.0.0.1');
};
