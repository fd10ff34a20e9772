/** What Node itself takes. */
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024 }));
