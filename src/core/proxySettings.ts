/** What is known of proxies: VS Code's `http.*` settings and the environment. */
export interface ProxySettings {
  /** `http.proxySupport` is `off`: no proxy is used. */
  off: boolean;
  /** `http.proxy`: for all URLs; empty where it is not set. */
  proxy: string;
  /** `http.noProxy`, then the environment's `NO_PROXY`. */
  noProxy: readonly string[];
  /** `http.proxyAuthorization`: sent to every proxy; empty where it is not set. */
  authorization: string;
  /** `http.proxyStrictSSL`: the certificate of a proxy that speaks TLS is verified. */
  strictSSL: boolean;
  /** The environment's `HTTP_PROXY`: for http: URLs. */
  httpProxy: string;
  /** The environment's `HTTPS_PROXY`: for https: URLs. */
  httpsProxy: string;
}

/** Where nothing is set. */
export const noProxies: ProxySettings = {
  off: false,
  proxy: '',
  noProxy: [],
  authorization: '',
  strictSSL: true,
  httpProxy: '',
  httpsProxy: '',
};
