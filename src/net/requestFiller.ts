import { randomUUID } from 'node:crypto';
import type { Failure, GatherOptions } from '../api.ts';
import { originsOfHost } from '../core/hostHeaders.ts';
import type { ResolvedOptions } from '../core/options.ts';
import { mayBeDynamic, type Reference, replaceDynamic } from '../core/references.ts';
import type { RequestExtras } from '../core/requestList.ts';
import type { RunValues } from '../core/runValues.ts';
import { readBodyFile } from './bodyFile.ts';

/** A request with its URL. */
export type WrittenRequest = { url: string } & RequestExtras;

/** A request as it is sent, and what of it no other origin may see. */
export interface FilledRequest {
  request: WrittenRequest;
  /** Lower-case names of headers with secrets in them. */
  secretHeaders: Set<string>;
  hasSecretBody: boolean;
}

/** Puts values in the places of the dynamic variables of requests and options. */
export class RequestFiller {
  private readonly values: RunValues;

  constructor(values: RunValues) {
    this.values = values;
  }

  /** The URL as far as its origin needs it: its secrets have no part in that. */
  withoutSecrets(url: string): string {
    return mayBeDynamic(url)
      ? replaceDynamic(url, (variable, written) =>
          typeof variable === 'object' && variable.kind === 'secret'
            ? 'secret'
            : (this.valueOf(variable) ?? written),
        )
      : url;
  }

  /** Fills in a request to this origin, or says what is missing. */
  request(written: WrittenRequest, origin: string): FilledRequest | Failure {
    const filling = new Filling(this, origin);
    const { url, headers, body, bodyFile, options } = written;
    const secretHeaders = new Set<string>();
    const request: WrittenRequest = { ...written, url: filling.text(url, encodeSecret) };
    if (request.url !== url && (URL.parse(request.url)?.origin ?? '') !== origin && !filling.missing) {
      return {
        kind: 'input',
        message:
          'A secret or {{$guid}} cannot be part of the host in a URL. Write the host, or take it from {{$processEnv NAME}}.',
      };
    }
    if (headers) {
      const pairs = Array.isArray(headers) ? (headers as [string, string][]) : Object.entries(headers);
      request.headers = pairs.map(([name, value]) => {
        const secrets = filling.secrets;
        const filled = filling.text(value);
        if (filling.secrets > secrets) secretHeaders.add(name.toLowerCase());
        return [name, filled] as const;
      });
    }
    if (options) request.options = filling.options(options, secretHeaders);
    const before = filling.secrets;
    if (typeof body === 'string') request.body = filling.text(body);
    const hasSecretBody = filling.secrets > before;
    if (filling.missing) return { kind: 'input', message: missingMessage(filling.missing, origin) };
    if (bodyFile !== undefined) {
      const content = readBodyFile(bodyFile, this.values.bodyFiles);
      if ('kind' in content) return content;
      request.body = content;
    }
    return { request, secretHeaders, hasSecretBody };
  }

  /** Fills in the options of a run for a request to this origin; a host's own header whose secret may not go there is left out. */
  options(
    options: ResolvedOptions,
    origin: string,
  ): { options: ResolvedOptions; secretHeaders: Set<string> } | Failure {
    const filling = new Filling(this, origin);
    const secretHeaders = new Set<string>();
    const filled = filling.options(options, secretHeaders);
    if (filling.missing) return { kind: 'input', message: missingMessage(filling.missing, origin) };
    return { options: filled, secretHeaders };
  }

  /** The value of a variable for this origin; `undefined` where there is none. */
  valueOf(variable: Reference | 'guid' | 'timestamp', origin?: string): string | undefined {
    if (variable === 'guid') return randomUUID();
    if (variable === 'timestamp') return String(Math.floor(Date.now() / 1000));
    const { kind, name } = variable;
    if (kind !== 'secret') return ownValue(this.values[kind], name);
    const secret = ownValue(this.values.secrets, name);
    return origin !== undefined && secret?.origins.includes(origin) ? secret.value : undefined;
  }
}

/** One go at filling in, and what is missing for it. */
class Filling {
  missing: Reference | undefined;
  /** Secrets that were filled in so far. */
  secrets = 0;
  private readonly filler: RequestFiller;
  private readonly origin: string;

  constructor(filler: RequestFiller, origin: string) {
    this.filler = filler;
    this.origin = origin;
  }

  text(text: string, encode = (secret: string) => secret): string {
    if (!mayBeDynamic(text)) return text;
    return replaceDynamic(text, (variable, written) => {
      const value = this.filler.valueOf(variable, this.origin);
      const isSecret = typeof variable === 'object' && variable.kind === 'secret';
      if (value === undefined && typeof variable === 'object') this.missing ??= variable;
      if (isSecret && value !== undefined) this.secrets++;
      return value === undefined ? written : isSecret ? encode(value) : value;
    });
  }

  options<Options extends GatherOptions>(options: Options, secretHeaders: Set<string>): Options {
    const { headers, params, hostHeaders } = options;
    const groups = [headers, params, ...Object.values(hostHeaders ?? {})];
    // The same object says that it is the same for many requests.
    if (!groups.some((each) => Object.values(each ?? {}).some(mayBeDynamic))) return options;
    const filled = { ...options };
    if (headers) {
      filled.headers = mapValues(headers, (value, name) => {
        const { secrets } = this;
        const text = this.text(value);
        if (this.secrets > secrets) secretHeaders.add(name.toLowerCase());
        return text;
      });
    }
    if (params) filled.params = mapValues(params, (value) => this.text(value));
    if (hostHeaders) filled.hostHeaders = this.hostHeaders(hostHeaders);
    return filled;
  }

  private hostHeaders(hosts: NonNullable<GatherOptions['hostHeaders']>) {
    const filled: Record<string, Record<string, string>> = {};
    for (const [host, headers] of Object.entries(hosts)) {
      const isDynamic = Object.values(headers).some(mayBeDynamic);
      for (const key of isDynamic ? (originsOfHost(host) ?? [host]) : [host]) {
        const own = Object.entries(headers).flatMap(([name, value]) => {
          const filling = new Filling(this.filler, key);
          const text = filling.text(value);
          return filling.missing ? [] : [[name, text] as const];
        });
        filled[key] = Object.fromEntries(own);
      }
    }
    return filled;
  }
}

/** Whatever is in it, a secret neither ends the part of the URL in which it stands nor begins another. */
export function encodeSecret(secret: string): string {
  return encodeURIComponent(secret.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
}

function ownValue<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function mapValues(
  values: Readonly<Record<string, string>>,
  map: (value: string, name: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}

function missingMessage({ kind, name }: Reference, origin: string): string {
  switch (kind) {
    case 'processEnv':
      return `The environment variable ${name} is not set where VS Code runs. Set it, and start VS Code again.`;
    case 'dotenv':
      return `${name} is in no .env file beside the document or above it in the workspace. Add it there.`;
    case 'secret':
      return `The secret ${name} may not be sent to ${origin || 'this address'}. Run again, and allow it.`;
    default:
      return kind satisfies never;
  }
}
