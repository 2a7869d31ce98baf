// Verifies a webhook with the npm package standardwebhooks: node webhook.js SECRET ID TIMESTAMP SIGNATURE BODY. Prints its type.
import { Webhook } from 'standardwebhooks';

const [secret, id, timestamp, signature, body] = process.argv.slice(2);
const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
console.log(new Webhook(secret).verify(body, headers).type);
