"""Fetches the URLs of a file at once, as people write it with asyncio and aiohttp; prints what it took as JSON.

Only the gather itself is timed. Each body is read and only its length kept, and no time limit holds for the whole
(aiohttp's five minutes count the wait for a free connection too, so a long list would never end): the best case.
"""

import asyncio
import json
import resource
import sys
import time

import aiohttp


def memory(name):
    """Bytes of memory, from the kernel's own account: a process' getrusage begins with the peak of its parent."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(name)) * 1024
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


async def fetch(session, url):
    async with session.get(url) as response:
        return response.status, len(await response.read())


async def gather(urls, concurrency):
    timeout = aiohttp.ClientTimeout(total=None)
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        return await asyncio.gather(*[fetch(session, url) for url in urls])


def main():
    file, concurrency = sys.argv[1], int(sys.argv[2])
    with open(file) as lines:
        urls = lines.read().split()
    before = memory("VmRSS")
    start = time.perf_counter()
    results = asyncio.run(gather(urls, concurrency))
    took = time.perf_counter() - start
    print(
        json.dumps(
            {
                "milliseconds": took * 1000,
                "peakMegabytes": (memory("VmHWM") - before) / 1e6,
                "ok": sum(status == 200 for status, _ in results),
                "bytes": sum(length for _, length in results),
            }
        )
    )


main()
