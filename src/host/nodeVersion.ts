const needed = { major: 22, minor: 19 };

/** Whether a version of Node such as `22.19.0` can run the fetching worker. */
export function isNodeRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > needed.major || (major === needed.major && minor >= needed.minor);
}
