import type { Failure, FailureKind, Phase } from '../api.ts';

const kindOfCode: Record<string, FailureKind> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headersTooLarge',
  HPE_HEADER_OVERFLOW: 'headersTooLarge',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'protocol',
  // undici takes no status below 100.
  ERR_ASSERTION: 'protocol',
  UND_ERR_INVALID_ARG: 'input',
  UND_ERR_NOT_SUPPORTED: 'input',
  GATHER_PROXY_CONNECT: 'proxy',
  GATHER_PROXY_TLS: 'proxy',
  GATHER_PROXY_AUTH: 'proxy',
  GATHER_PROXY_REFUSED: 'proxy',
  GATHER_PRIVATE_ADDRESS: 'excluded',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};

const tlsCode = /^(CERT_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|CRL_|INVALID_(CA|PURPOSE))/;
const decodeCode = /^(Z_|ERR__ERROR_FORMAT|ERR_BROTLI|ERR_PADDING|ERR_ZSTD|ERR__ERROR|ZSTD_)/;

/** An error as Node and undici throw it. */
interface CodedError {
  name?: string;
  code?: unknown;
  message?: string;
  errors?: readonly CodedError[];
  cause?: CodedError;
}

/**
 * Tells what an error of a connection or an exchange means, by its code or class. `host` is the one that was asked;
 * `begun` says whether any byte of its answer has come.
 */
export function failureOf(error: unknown, phase: Phase | undefined, host: string, begun = false): Failure {
  const coded = (typeof error === 'object' && error !== null ? error : {}) as CodedError;
  const code = codeOf(coded);
  const kind = kindOf(coded, code, phase, begun);
  return {
    kind,
    // What it comes to is that there was no way to the server.
    ...(phase && { phase: kind === 'proxy' && phase !== 'dns' ? 'connect' : phase }),
    ...(code && { code }),
    message: messageOf(kind, host, code, coded.message ?? String(error), phase),
  };
}

/** The failure of an attempt that took longer than its deadline of `timeout` ms. */
export function deadlineFailure(timeout: number, phase: Phase, host: string): Failure {
  const doing: Record<Phase, string> = {
    dns: `looking up ${host}`,
    connect: `connecting to ${host}`,
    tls: `in the TLS handshake with ${host}`,
    firstByte: `waiting for the answer of ${host}`,
    download: `reading the answer of ${host}`,
  };
  return {
    kind: 'timeout',
    phase,
    message: `Timed out after ${timeout} ms, ${doing[phase]}. Try again later, or raise gather.timeout.`,
  };
}

const proxyPasswordMessage =
  'The proxy wants a user and a password (407). Write them into http.proxy, or set http.proxyAuthorization.';

/** The failure of a request that its proxy has answered with 407. */
export function proxyWantsPassword(): Failure {
  return { kind: 'proxy', phase: 'connect', code: 'GATHER_PROXY_AUTH', message: proxyPasswordMessage };
}

/** Why TLS failed; `undefined`: the error is of another sort. */
export function tlsFault(error: Error): string | undefined {
  const coded = error as CodedError;
  const code = codeOf(coded);
  return kindOf(coded, code, undefined, false) === 'tls' ? tlsReason(code, error.message) : undefined;
}

function codeOf(error: CodedError): string | undefined {
  if (typeof error.code === 'string') return error.code;
  // Happy Eyeballs fails with the errors of all addresses.
  const inner = error.errors?.find((each) => typeof each.code === 'string') ?? error.cause;
  return typeof inner?.code === 'string' ? inner.code : undefined;
}

function kindOf(
  error: CodedError,
  code: string | undefined,
  phase: Phase | undefined,
  begun: boolean,
): FailureKind {
  // The server closed the connection in an orderly way within its answer, or undici did not understand that.
  if (code === 'UND_ERR_SOCKET' && begun) return 'protocol';
  const known = code === undefined ? undefined : kindOfCode[code];
  if (known) return known;
  if (code?.startsWith('EAI_')) return 'dns';
  if (code && tlsCode.test(code)) return 'tls';
  if (code && decodeCode.test(code)) return 'decode';
  if (error.name === 'HTTPParserError' || code?.startsWith('HPE_')) return 'protocol';
  if (phase === 'tls') return 'tls';
  return 'internal';
}

function messageOf(
  kind: FailureKind,
  host: string,
  code: string | undefined,
  message: string,
  phase: Phase | undefined,
): string {
  switch (kind) {
    case 'dns':
      return code === 'EAI_AGAIN'
        ? `The look-up of ${host} failed for the moment. Check the network, then run again.`
        : `There is no host ${host}. Check the spelling of the name, or the DNS and VPN of this machine.`;
    case 'refused':
      return code === 'ECONNREFUSED'
        ? `${host} refused the connection: nothing listens there. Check the port, and that the server is up.`
        : `${host} cannot be reached (${code ?? message}). Check the network, a firewall or VPN.`;
    case 'reset':
      return phase === 'download'
        ? `${host} broke the connection in the middle of the answer. Try again; lower gather.concurrencyPerHost if it goes on.`
        : `${host} closed the connection without an answer. Try again; lower gather.concurrencyPerHost if it goes on.`;
    case 'timeout':
      return `${host} did not answer in time. Try again later, or raise gather.timeout.`;
    case 'tls':
      return `The TLS connection to ${host} failed: ${tlsReason(code, message)}.`;
    case 'protocol':
      return phase === 'download'
        ? `${host} ended the answer before all of it had come. What came is kept.`
        : `${host} answered with something that is not valid HTTP (${code ?? message}). Check that the port speaks HTTP, and http: against https:.`;
    case 'headersTooLarge':
      return `${host} sent more than 256 KiB of headers.`;
    case 'decode':
      return `The body from ${host} is not what its Content-Encoding says, or is cut off (${code ?? message}). What came is kept.`;
    case 'input':
      return `The request cannot be sent: ${message}.`;
    case 'proxy':
      if (code === 'GATHER_PROXY_AUTH') return proxyPasswordMessage;
      return code === 'GATHER_PROXY_TLS'
        ? `The proxy on the way to ${host} failed (${message}). Check http.proxy, and http.proxyStrictSSL for a certificate that need not be trusted.`
        : `The proxy on the way to ${host} failed (${message}). Check http.proxy and http.noProxy.`;
    case 'excluded':
      return `${host} leads to this machine or into a private network, which gather.excludePrivateAddresses leaves out.`;
    case 'redirect':
    case 'unsupportedUrl':
    case 'storage':
    case 'internal':
      return `Unexpected fault with ${host}: ${message}${code ? ` (${code})` : ''}.`;
    default:
      return kind satisfies never;
  }
}

function tlsReason(code: string | undefined, message: string): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return 'its certificate has expired';
    case 'CERT_NOT_YET_VALID':
      return "its certificate is not valid yet; check this machine's clock";
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'its certificate is self-signed and not trusted by this machine';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'the issuer of its certificate is not known to this machine';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'its certificate is for another host';
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ERR_SSL_HTTP_REQUEST':
      return 'the port does not speak TLS; try http:';
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
      return 'it speaks only versions of TLS before 1.2, which are not safe';
    case 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED':
      return 'it wants a certificate of the client, which Gather does not have';
    // OpenSSL has renamed it.
    case 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE':
    case 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE':
      return 'it accepts none of the ciphers of this machine, or wants a certificate of the client, which Gather does not have';
    case 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME':
    case 'ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME':
      return 'it does not know the name that it was asked for';
    default:
      return code ?? message;
  }
}
