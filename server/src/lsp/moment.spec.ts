import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withinAMoment } from "./moment.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("gives what is there in time, and leaves no timer behind", async () => {
  expect(await withinAMoment(Promise.resolve("history"))).toBe("history");
  expect(vi.getTimerCount()).toBe(0);
});

it("gives nothing of what takes longer", async () => {
  const waiting = withinAMoment(new Promise<string>(() => undefined));
  await vi.advanceTimersByTimeAsync(1000);
  expect(await waiting).toBeNull();
});

it("passes a failure on", async () => {
  await expect(withinAMoment(Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});
