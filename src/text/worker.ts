import { parentPort } from 'node:worker_threads';
import type { ToFields } from '../core/fieldProtocol.ts';
import type { FromFixer, ToFixer } from '../core/fixProtocol.ts';
import type { FromPrinter, ToPrinter, ToTextWorker } from '../core/textProtocol.ts';
import { planFix } from '../extract/planFix.ts';
import { prettyJson } from '../extract/prettyJson.ts';
import { Exporter } from './exporter.ts';
import { answerField } from './fieldReader.ts';
import { Reader } from './reader.ts';

if (!parentPort) throw new Error('this is the entry of a worker thread');
const port = parentPort;
const reader = new Reader((message, transfer) => port.postMessage(message, transfer));
const exporter = new Exporter((message) => port.postMessage(message));
port.on('message', (message: ToTextWorker | ToFields) => {
  switch (message.type) {
    case 'export':
    case 'exportRows':
    case 'exportEnd':
      return void exporter.receive(message);
    case 'checkField':
    case 'computeField':
      return port.postMessage(answerField(message));
    case 'fix':
      return port.postMessage(answer(message));
    case 'prettyPrint':
      return port.postMessage(print(message));
    case 'cancel':
      return void Promise.all([exporter.cancel(message.id), reader.receive(message)]);
    default:
      void reader.receive(message);
  }
});

function answer({ id, source, fix }: ToFixer): FromFixer {
  return { type: 'fixPlanned', id, plan: planFix(source, fix) };
}

function print({ id, text }: ToPrinter): FromPrinter {
  return { type: 'prettyPrinted', id, text: prettyJson(text) };
}
