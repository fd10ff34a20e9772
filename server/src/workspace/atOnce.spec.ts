import { describe, expect, it } from "vitest";
import { AtOnce } from "./atOnce.ts";

describe("AtOnce", () => {
  /** Runs `count` tasks, and tells the largest number of them under way together. */
  async function mostTogether(limit: number, count: number): Promise<number> {
    const atOnce = new AtOnce(limit);
    let together = 0;
    let most = 0;
    let ended = 0;
    for (let index = 0; index < count; index++) {
      await atOnce.start(async () => {
        most = Math.max(most, ++together);
        await new Promise((resolve) => setTimeout(resolve, index % 3));
        together--;
        ended++;
      });
    }
    await atOnce.end();
    expect(ended).toBe(count);
    return most;
  }

  it.each([1, 2, 5])("runs as many tasks together as it may, and no more: %i", async (limit) => {
    expect(await mostTogether(limit, 20)).toBe(limit);
  });

  it("needs no more tasks than there are", async () => {
    expect(await mostTogether(5, 2)).toBe(2);
  });

  it("lets a task's mistake out", async () => {
    const atOnce = new AtOnce(2);
    await atOnce.start(() => Promise.resolve());
    await expect(
      (async () => {
        await atOnce.start(() => Promise.reject(new Error("a mistake")));
        await atOnce.end();
      })(),
    ).rejects.toThrow("a mistake");
  });
});
