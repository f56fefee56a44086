// A certified provider that is not ours, made to answer as ProConnect does: one scope a claim, signed userinfo.
// One line of JSON comes in, with clients and people; one goes out, with the issuers, when they can be asked.
// Each issuer changes its keys on POST /rotation, as an operator would.
import http from 'node:http';
import { randomUUID } from 'node:crypto';
import readline from 'node:readline';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

const CLAIMS = ['given_name', 'usual_name', 'uid', 'siret', 'idp_id'];

async function newKeys() {
  const kid = randomUUID();
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { keys: [{ ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' }] };
}

function configuration({ clients, people, jwks }) {
  return {
    clients,
    jwks,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], ...Object.fromEntries(CLAIMS.map((claim) => [claim, [claim]])) },
    scopes: ['openid', 'email', ...CLAIMS],
    pkce: { required: () => false },
    cookies: { keys: [randomUUID()] },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: true }, jwtUserinfo: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    // Whoever signs in agrees to what is asked.
    async loadExistingGrant(ctx) {
      const { client, session, params, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      await grant.save();
      return grant;
    },
  };
}

function page(people) {
  const buttons = Object.keys(people).map((id) => `<button name="who" value="${id}">${id}</button>`);
  return `<!doctype html><html lang="fr"><title>Fournisseur d’essai</title><h1>Fournisseur d’essai</h1>
    <form method="post">${buttons.join(' ')}<button name="who" value="">Annuler</button></form></html>`;
}

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

async function open({ clients, people }) {
  const server = http.createServer();
  await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
  const issuer = `http://127.0.0.1:${server.address().port}`;
  let provider;
  const renew = async () => { provider = new Provider(issuer, configuration({ clients, people, jwks: await newKeys() })); };
  await renew();
  server.on('request', async (request, response) => {
    if (request.url === '/rotation') {
      await renew();
      response.end();
    } else if (request.url.startsWith('/interaction/') && request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page(people));
    } else if (request.url.startsWith('/interaction/')) {
      const who = (await body(request)).get('who');
      await provider.interactionFinished(request, response, who ? { login: { accountId: who } } : { error: 'access_denied' });
    } else {
      provider.callback()(request, response);
    }
  });
  return issuer;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const issuers = await Promise.all(JSON.parse(line).map(open));
  process.stdout.write(`${JSON.stringify(issuers)}\n`);
}
// Whoever started us is gone.
process.exit();
