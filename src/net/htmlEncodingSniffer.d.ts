declare module 'html-encoding-sniffer' {
  /** The encoding's name by the HTML Standard's sniffing algorithm, or WebKit's for XML. */
  export default function sniffEncoding(
    bytes: Uint8Array,
    options?: { xml?: boolean; transportLayerEncodingLabel?: string | undefined; defaultEncoding?: string },
  ): string;
}
