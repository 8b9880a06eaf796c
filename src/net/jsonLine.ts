const firstSize = 64 * 1024;
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
    this.makeRoom(json.length);
    const { bytes, length } = this;
    for (let n = 0; n < json.length; n++) {
      const unit = json.charCodeAt(n);
      if (unit > 0x7e) return this.encoded(json);
      bytes[length + n] = unit;
    }
    this.length = length + json.length;
    return this;
  }

  /** Writes a text as a string. */
  text(text: string): this {
    this.makeRoom(text.length + 2);
    const { bytes, length } = this;
    bytes[length] = quotationMark;
    for (let n = 0; n < text.length; n++) {
      const unit = text.charCodeAt(n);
      // Only these stand in JSON as they are, and are a byte each (RFC 8259 §7).
      if (unit < 0x20 || unit > 0x7e || unit === quotationMark || unit === backslash) {
        return this.encoded(JSON.stringify(text));
      }
      bytes[length + 1 + n] = unit;
    }
    bytes[length + 1 + text.length] = quotationMark;
    this.length = length + text.length + 2;
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

  private encoded(json: string): this {
    this.makeRoom(json.length * 3);
    this.length += this.bytes.write(json, this.length);
    return this;
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
