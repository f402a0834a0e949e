// A picture as the dots of a thermal printer: small enough for the paper, grey spread over black and white (Floyd and Steinberg).
import { LOGO_MOST_HEIGHT, LOGO_MOST_WIDTH, type Logo } from '../../../shared/logo.ts';

/** So far from white or black, of 255, is a print still white or black. */
const NEARLY = 24;

/** As large as the paper allows, and not larger than it is. */
export function logoSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LOGO_MOST_WIDTH / width, LOGO_MOST_HEIGHT / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** `rgba`: four bytes a pixel; what is transparent is paper. Null when nothing of it would be printed. */
export function logoOf(rgba: Uint8ClampedArray, width: number, height: number): Logo | null {
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at * 4, at * 4 + 4);
    const value = 255 - ((255 - (0.299 * red + 0.587 * green + 0.114 * blue)) * alpha) / 255;
    // What is nearly white or black is meant to be: no dust on cream, no holes in dark blue.
    grey[at] = Math.min(255, Math.max(0, ((value - NEARLY) * 255) / (255 - 2 * NEARLY)));
  }
  const bytesPerRow = Math.ceil(width / 8);
  const bits = new Uint8Array(bytesPerRow * height);
  let ink = 0;
  const spread = (x: number, y: number, error: number) => {
    if (x < 0 || x >= width || y >= height) return;
    grey[y * width + x] = (grey[y * width + x] ?? 0) + error;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = grey[y * width + x] ?? 255;
      const black = value < 128;
      if (black) {
        ink += 1;
        const at = y * bytesPerRow + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x % 8));
      }
      const error = value - (black ? 0 : 255);
      spread(x + 1, y, (error * 7) / 16);
      spread(x - 1, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + 1, y + 1, error / 16);
    }
  }
  return ink === 0 ? null : { width, height, bits: btoa(String.fromCharCode(...bits)) };
}
