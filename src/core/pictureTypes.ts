/** The ending of a picture's file for each media type that is nothing but pixels: no SVG, which holds scripts. */
export const pictureEndings: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/avif': '.avif',
  'image/bmp': '.bmp',
  'image/x-icon': '.ico',
  'image/vnd.microsoft.icon': '.ico',
};

/** Whether a media type, in lower case and without parameters, is that of a picture of nothing but pixels. */
export function isPictureType(mediaType: string): boolean {
  return Object.hasOwn(pictureEndings, mediaType);
}
