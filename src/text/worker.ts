import { parentPort } from 'node:worker_threads';
import type { ToTextWorker } from '../core/textProtocol.ts';
import { Reader } from './reader.ts';

if (!parentPort) throw new Error('this is the entry of a worker thread');
const port = parentPort;
const reader = new Reader((message, transfer) => port.postMessage(message, transfer));
port.on('message', (message: ToTextWorker) => void reader.receive(message));
