import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../rehearsal.ts';

/** With a certificate of its own making; the prober, which speaks plain HTTP, has ended. */
export const tls: Step = {
  name: 'TLS: deploy with a certificate',
  async work(rehearsal) {
    const { folder, must, ports, prober, people } = rehearsal;
    await prober.stop();
    await people?.desk.pause();
    await must(
      "mkdir -p tls-rehearsed && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext 'subjectAltName=DNS:localhost' -keyout tls-rehearsed/key.pem -out tls-rehearsed/certificate.pem 2>/dev/null && chmod 644 tls-rehearsed/*",
    );
    appendFileSync(
      join(folder, '.env.production'),
      `SSL_CERT_PATH=${folder}/tls-rehearsed/certificate.pem\nSSL_KEY_PATH=${folder}/tls-rehearsed/key.pem\n`,
    );
    await must('./deploy-production-final.sh --skip-tests');
    const https = `https://localhost:${ports.https}`;
    const page = await must(`curl -s --cacert tls-rehearsed/certificate.pem -D - -o /dev/null ${https}/`);
    if (!/^HTTP\S+ 200/m.test(page)) throw new Error(`The page was answered with ${page.slice(0, 200)}`);
    if (!/strict-transport-security: max-age=31536000/i.test(page)) throw new Error('There is no HSTS.');
    const api = await must(`curl -sf --cacert tls-rehearsed/certificate.pem ${https}/api/health`);
    if (!api.includes('"status":"ok"')) throw new Error(`The API was answered with ${api.slice(0, 200)}`);
    const sentOn = await must(
      `curl -s -o /dev/null -w '%{http_code} %{redirect_url}' http://localhost:${ports.http}/matters`,
    );
    if (!sentOn.startsWith('308 https://localhost')) throw new Error(`HTTP was answered with ${sentOn}.`);
    const old = await rehearsal.type(
      `openssl s_client -connect localhost:${ports.https} -tls1_1 -cipher 'ALL:@SECLEVEL=0' < /dev/null`,
    );
    if (!/alert protocol version/.test(old.output))
      throw new Error(`TLS 1.1 was answered with ${old.output.slice(-200)}`);
    const now = await must(
      `openssl s_client -connect localhost:${ports.https} -tls1_2 < /dev/null 2>/dev/null | grep -c 'Cipher is [A-Z]'; true`,
    );
    if (now.trim() !== '1') throw new Error('TLS 1.2 was not taken.');
    return 'https with HSTS; HTTP sent on (308); TLS 1.1 refused, 1.2 taken';
  },
};
