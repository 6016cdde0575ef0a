"""Makes lunar.tsv, independently of dondoc: pip install ephem==4.2.1; python3 lunar.py > lunar.tsv

With `china` as argument it counts at UTC+8; with `months`, it prints every month of 1900-2199:
year, month, 1 when leap, first day.
"""
import datetime
import functools
import math
import sys

import ephem

ZONE = 8 if 'china' in sys.argv else 7
EPOCH = ephem.Date('1970/1/1')

def local_day(t):            # days since 1970-01-01 at the meridian
    return math.floor(float(t) - float(EPOCH) + ZONE / 24)

def midnight(n):             # start of that local day as ephem (UT) date
    return ephem.Date(float(EPOCH) + n - ZONE / 24)

@functools.lru_cache(None)
def longitude(n):            # apparent geocentric longitude of date, degrees, at local midnight
    s = ephem.Sun(midnight(n))
    e = ephem.Ecliptic(ephem.Equatorial(s.g_ra, s.g_dec, epoch=midnight(n)), epoch=midnight(n))
    return math.degrees(e.lon) % 360

def new_moons(y0, y1):
    t, out, end = ephem.Date(f'{y0}/1/1'), [], ephem.Date(f'{y1}/12/31')
    while t < end:
        t = ephem.next_new_moon(t); out.append(t); t = ephem.Date(t + 1)
    return out

def build(y0, y1):
    moons = new_moons(y0 - 2, y1 + 1)
    days = [local_day(t) for t in moons]
    sector = [int(longitude(d) // 30) for d in days]
    has = [sector[i] != sector[i + 1] for i in range(len(days) - 1)]
    past = [(longitude(d) - 90) % 360 >= 180 for d in days]  # 270 degrees within the last half year
    eleven = [i for i in range(len(has)) if not past[i] and past[i + 1]]
    months = {}              # (year, month, leap) -> first day
    for a, b in zip(eleven, eleven[1:]):
        sui = (datetime.date(1970, 1, 1) + datetime.timedelta(days[b])).year
        leap = next((i for i in range(a + 1, b) if not has[i]), None) if b - a == 13 else None
        pos = 0
        for i in range(a, b):
            if i == leap: p = pos - 1; lp = True
            else: p = pos; pos += 1; lp = False
            months[(sui - 1 if p < 2 else sui, (p + 10) % 12 + 1, lp)] = days[i]
    return months, moons

def iso(n): return (datetime.date(1970, 1, 1) + datetime.timedelta(n)).isoformat()

if "months" in sys.argv:
    for (y, m, leap), d in sorted(build(1900, 2199)[0].items(), key=lambda x: x[1]):
        if 1900 <= y <= 2199: print(y, m, int(leap), iso(d), sep="\t")
    sys.exit()
print("""# Tết Nguyên đán and Giỗ Tổ Hùng Vương at UTC+7, 1968-2100: year, first day of the lunar year, 10th of the 3rd month.
# Independent of dondoc: made by lunar.py beside this file, on PyEphem 4.2.1 (libastro: VSOP87 sun, its own moon and delta T).
# ephem.next_new_moon gives the months, each begun on the day of that moment at UTC+7; the longitude of ephem.Sun
# (apparent, ecliptic of date) at the midnights that begin the months gives the winter solstice (270 degrees: month 11)
# and the principal terms (multiples of 30): of thirteen months between two solstices the first without one is leap.
# Checked: 2008-2059 equal PyPI holidays 0.109 (country VN), no difference; UTC+8 in the same program gives China's.""")
vn, _ = build(1900, 2199)
for y in range(1968, 2101):
    print(y, iso(vn[(y, 1, False)]), iso(vn[(y, 3, False)] + 9), sep="\t")
