import { keyboard } from "./hand.fixture.ts";
import { testWholeDay } from "./whole-day.fixture.ts";

testWholeDay(keyboard);
