const firstSize = 64 * 1024;
/** Up to so many characters, writing one after the other is faster than a call into Node. */
const longestByHand = 24;
const quotationMark = 0x22;
const backslash = 0x5c;

/**
 * JSON in UTF-8, put together piece by piece in one buffer that serves again for the next line. A record is most of what a
 * request costs beside its exchange; as a text it would be written twice, and leave fifty pieces to the garbage collector.
 */
export class JsonLine {
  private bytes: Buffer = Buffer.allocUnsafeSlow(firstSize);
  private length = 0;

  /** What was written since the last call; it holds until more is written. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }

  /** Writes what is JSON already. */
  raw(json: string): this {
    this.makeRoom(json.length * 3);
    if (json.length > longestByHand) {
      this.length += this.bytes.write(json, this.length);
      return this;
    }
    const { bytes, length } = this;
    for (let n = 0; n < json.length; n++) {
      const unit = json.charCodeAt(n);
      if (unit > 0x7e) {
        this.length += bytes.write(json, length);
        return this;
      }
      bytes[length + n] = unit;
    }
    this.length = length + json.length;
    return this;
  }

  /** Writes what is JSON in UTF-8 already: the fastest, for what comes again and again. */
  encoded(json: Uint8Array): this {
    this.makeRoom(json.length);
    this.bytes.set(json, this.length);
    this.length += json.length;
    return this;
  }

  /** Writes a text as a string. */
  text(text: string): this {
    this.makeRoom(text.length * 3 + 2);
    const { bytes } = this;
    const start = this.length + 1;
    const isShort = text.length <= longestByHand;
    const end = start + (isShort ? text.length : bytes.write(text, start));
    for (let n = start; n < end; n++) {
      const unit = isShort ? text.charCodeAt(n - start) : (bytes[n] ?? 0);
      // Only these stand in JSON as they are, and are a byte each (RFC 8259 §7).
      if (unit < 0x20 || unit > 0x7e || unit === quotationMark || unit === backslash) {
        return this.raw(JSON.stringify(text));
      }
      if (isShort) bytes[n] = unit;
    }
    bytes[start - 1] = quotationMark;
    bytes[end] = quotationMark;
    this.length = end + 1;
    return this;
  }

  /** Writes a finite number. */
  number(value: number): this {
    const thousandths = Math.round(value * 1000);
    // Whole numbers, and times, which have three decimals: by far the most.
    if (!(thousandths >= 0 && thousandths < 2 ** 53 && thousandths / 1000 === value)) {
      return this.raw(JSON.stringify(value));
    }
    this.makeRoom(24);
    const whole = Math.floor(value);
    this.digits(whole, countDigits(whole));
    const rest = thousandths - whole * 1000;
    if (rest === 0) return this;
    this.bytes[this.length++] = 0x2e;
    if (rest % 100 === 0) this.digits(rest / 100, 1);
    else if (rest % 10 === 0) this.digits(rest / 10, 2);
    else this.digits(rest, 3);
    return this;
  }

  /** Writes any other value. */
  value(value: unknown): this {
    return this.raw(JSON.stringify(value));
  }

  private digits(whole: number, count: number): void {
    let rest = whole;
    for (let n = this.length + count - 1; n >= this.length; n--) {
      const tenth = Math.floor(rest / 10);
      this.bytes[n] = 0x30 + (rest - tenth * 10);
      rest = tenth;
    }
    this.length += count;
  }

  private makeRoom(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.length + count));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

function countDigits(whole: number): number {
  let count = 1;
  for (let limit = 10; limit <= whole; limit *= 10) count++;
  return count;
}
