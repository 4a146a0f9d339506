//! Industry label and GB/T 4754-2017 division, from what a project makes.

use crate::letter::is_han;
use crate::lexicon::Lexicon;
use crate::lexicon::industries::{IndustryWord, Trust};
use crate::record::IndustryLabel;

/// An industry and the word that told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Industry {
    /// Label of the closed list in the record specification.
    pub label: IndustryLabel,
    /// Section letter and division, e.g. `C27`, where the word tells it.
    pub code: Option<String>,
    /// The word that decided.
    pub word: String,
    /// Which of the texts held it, by index.
    pub text: usize,
}

/// What kind of text an industry is sought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A project's name: its head noun comes last.
    Name,
    /// A company's name.
    Firm,
    /// Sentences, of which only what stands behind a cue of making (主要生产) is read.
    Made,
    /// A sentence, in which the industries are weighed up.
    Prose,
    /// The article's title, which tells no more than its theme.
    Title,
}

/// A text that may tell an industry.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Its words.
    pub text: &'a str,
}

/// Longest text that is read as a name, in characters; in a longer one the industries are weighed up.
const NAME: usize = 48;
/// How far behind a word another may stand that turns it (枸杞精深加工), in characters.
const TURN_REACH: usize = 6;
/// How far in front of a word what is thrown away may stand (废铅酸蓄电池), in characters.
const WASTE_REACH: usize = 3;
/// How far behind the goods their part may stand (汽车电动空调), in characters.
const PART_REACH: usize = 6;
/// What joins two things that are made.
const JOINS: [char; 8] = ['、', '及', '和', '与', '暨', '，', '+', '＋'];

#[derive(Clone)]
struct Hit<'a> {
    row: &'a IndustryWord,
    label: IndustryLabel,
    trust: Trust,
    word: &'a str,
    end: usize,
}

impl Hit<'_> {
    fn start(&self) -> usize {
        self.end - self.word.len()
    }
}

/// The industry told by the first of `sources` that tells one. A word as firms have it gives way to a better
/// one in a later name or sentence, a word for a whole trade (新材料) to the product that is made; words for kinds of
/// places (产业园) count only where no text says more.
pub fn classify(sources: &[Source<'_>], lexicon: &Lexicon) -> Option<Industry> {
    let told = |least: Trust| {
        sources.iter().enumerate().filter_map(move |(index, source)| in_source(*source, index, least, lexicon))
    };
    let Some((trust, first)) = told(Trust::Firm).next() else {
        return told(Trust::Weak).next().map(|(_, found)| found);
    };
    let betters = |(better, found): &(Trust, Industry)| match sources[found.text].kind {
        Kind::Made => *better > trust,
        Kind::Name | Kind::Firm | Kind::Prose => trust == Trust::Firm && *better > trust,
        Kind::Title => false,
    };
    let better = told(Trust::Plain).find(|f| trust <= Trust::Plain && betters(f));
    Some(better.map_or(first, |(_, found)| found))
}

/// The industry one text tells with words trusted at least so much.
fn in_source(source: Source<'_>, index: usize, least: Trust, lexicon: &Lexicon) -> Option<(Trust, Industry)> {
    let long = source.text.chars().count() > NAME;
    match source.kind {
        Kind::Name | Kind::Firm if !long => in_name(source.text, source.kind, index, least, lexicon),
        Kind::Made => {
            let mut items = lexicon.industries.made(source.text);
            items.find_map(|item| in_name(item, Kind::Made, index, least.max(Trust::Strong), lexicon))
        }
        Kind::Prose if !long => in_prose(source.text, index, least.max(Trust::Plain), lexicon),
        _ => in_prose(source.text, index, Trust::Strong, lexicon),
    }
}

fn in_name(text: &str, kind: Kind, index: usize, least: Trust, lexicon: &Lexicon) -> Option<(Trust, Industry)> {
    let known: Vec<Hit<'_>> = hits(text, lexicon).filter(|h| stands(h, text, kind)).collect();
    let hits = if kind == Kind::Firm { known } else { with_tails(known, text, lexicon) };
    let hits = with_heads(hits.into_iter().filter(|h| h.trust >= least).collect(), text);
    let best = head(&hits, text, lexicon)?;
    Some((best.trust, industry(best, text, index, lexicon)))
}

fn in_prose(text: &str, index: usize, least: Trust, lexicon: &Lexicon) -> Option<(Trust, Industry)> {
    let told = |h: &Hit<'_>| h.trust != Trust::Head && h.trust >= least;
    let hits: Vec<Hit<'_>> = hits(text, lexicon).filter(told).collect();
    let best = heaviest(&hits)?;
    // Where several industries are told, the text is no better witness than a firm's name.
    let agreed = hits.iter().all(|h| h.label == best.label);
    Some((if agreed { best.trust } else { Trust::Firm }, industry(best, text, index, lexicon)))
}

/// What a word tells, with what stands behind it and in front of it.
fn industry(best: &Hit<'_>, text: &str, index: usize, lexicon: &Lexicon) -> Industry {
    let rest = &text[best.end..];
    // 种植及加工 tells of both; the first stands for it.
    let both = |at: usize| best.word.ends_with(['植', '殖']) && rest[..at].starts_with(['及', '和', '与', '、']);
    let mut turns = lexicon.industries.turns.iter().filter(|t| t.from == best.label);
    let turn = turns.find(|t| {
        let at = rest.find(t.word.as_str());
        at.is_some_and(|at| rest[..at].chars().count() <= TURN_REACH && !both(at))
    });
    let (label, code) = turn.map_or((best.label, &best.row.code), |t| (t.to, &t.code));
    let waste = is_goods(label) && follows_waste(best, text, lexicon);
    let (label, code) = if waste { (IndustryLabel::Environment, Some("C42".into())) } else { (label, code.clone()) };
    Industry { label, code, word: best.word.to_owned(), text: index }
}

/// Whether what is made of it can be thrown away.
fn is_goods(label: IndustryLabel) -> bool {
    use IndustryLabel::{
        Automotive, Chemicals, Household, Information, Metallurgy, NewEnergy, NewMaterials, Packaging, Textiles,
    };
    let goods =
        [Automotive, Chemicals, Household, Information, Metallurgy, NewEnergy, NewMaterials, Packaging, Textiles];
    goods.contains(&label)
}

/// Whether the word is named as thrown away: 废铅酸蓄电池, 退役光伏组件.
fn follows_waste(best: &Hit<'_>, text: &str, lexicon: &Lexicon) -> bool {
    let before = &text[..best.start()];
    lexicon.industries.wastes.iter().any(|w| {
        let Some(at) = before.rfind(w.as_str()) else { return false };
        let between = &before[at + w.len()..];
        between.chars().count() <= WASTE_REACH && !between.contains(JOINS) && !before[..at].ends_with('利')
    })
}

/// The words and, where none reaches, the last characters of names of wares (绣花|机项目).
fn with_tails<'a>(mut known: Vec<Hit<'a>>, text: &'a str, lexicon: &'a Lexicon) -> Vec<Hit<'a>> {
    let covered: Vec<(usize, usize)> = lexicon.industries.hits(text).map(|(_, start, end)| (start, end)).collect();
    let tails = lexicon.industries.ware_ends(text).filter_map(|end| {
        let (row, start) = lexicon.industries.tail(text, end)?;
        let label = row.label?;
        // A single character ends names and is none: 机 alone, not 螺母.
        let named = end - start > '机'.len_utf8() || text[..start].ends_with(is_han);
        let free = named && covered.iter().all(|&(from, to)| to <= start || end <= from);
        free.then(|| Hit { row, label, trust: row.trust, word: &text[start..end], end })
    });
    known.extend(tails);
    known.sort_by_key(|h| h.end);
    known
}

fn hits<'a>(text: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = Hit<'a>> + 'a {
    lexicon.industries.hits(text).filter_map(move |(row, start, end)| {
        row.label.map(|label| Hit { row, label, trust: row.trust, word: &text[start..end], end })
    })
}

/// Whether a word may stand where it does: a brand begins a name, elsewhere its letters belong to other
/// words (矿坑修正); a firm's full name has it behind its place.
fn stands(hit: &Hit<'_>, text: &str, kind: Kind) -> bool {
    hit.trust != Trust::Brand || kind == Kind::Firm || text.starts_with(hit.word)
}

/// Words that decide as head of a name (锂电池生产设备) do so only there: before another word they tell no
/// more than any (装备制造及新材料).
fn with_heads<'a>(mut hits: Vec<Hit<'a>>, text: &str) -> Vec<Hit<'a>> {
    let last = hits.iter().rposition(|h| h.trust > Trust::Weak);
    for (i, hit) in hits.iter_mut().enumerate() {
        match hit.trust {
            Trust::Head if Some(i) != last || text[hit.end..].starts_with(['及', '和', '与', '、']) => {
                hit.trust = Trust::Plain;
            }
            Trust::Brand => hit.trust = Trust::Firm,
            _ => {}
        }
    }
    hits
}

/// The most trusted word of a name; of several the last, since the head noun comes last. What only serves the
/// goods that are made (加工及配送, 生产物流基地) gives way to them, and a part to what it is a part of.
fn head<'h, 'a>(hits: &'h [Hit<'a>], text: &str, lexicon: &Lexicon) -> Option<&'h Hit<'a>> {
    let most = hits.iter().map(|h| h.trust).max()?;
    let at = hits.iter().rposition(|h| h.trust == most)?;
    let last = &hits[at];
    let before = hits[..at].iter().rev();
    let made = before.clone().find(|h| h.trust >= Trust::Strong).filter(|h| h.label != last.label && serves(last));
    let goods = made.filter(|h| {
        let making = &lexicon.industries.making;
        let between = &text[h.end..last.start()];
        making.iter().any(|w| between.contains(w.as_str()) || h.word.ends_with(w.as_str()))
            || text[..h.start()].contains("年产")
    });
    Some(goods.or_else(|| whole(&hits[..at], last, text, lexicon)).unwrap_or(last))
}

fn serves(last: &Hit<'_>) -> bool {
    use IndustryLabel::{Commerce, Education, Logistics, Packaging, Services};
    matches!(last.label, Logistics | Commerce | Education | Packaging | Services)
}

/// What the word is a part of, where that stands right before it: 汽车内饰塑料件, 光伏组件胶膜.
fn whole<'h, 'a>(before: &'h [Hit<'a>], part: &Hit<'a>, text: &str, lexicon: &Lexicon) -> Option<&'h Hit<'a>> {
    let mut start = part.start();
    for hit in before.iter().rev() {
        let between = &text[hit.end..start];
        if between.chars().count() > PART_REACH || between.contains(JOINS) {
            return None;
        }
        if hit.trust == Trust::Strong && part.trust != Trust::Head && lexicon.industries.is_part(part.row, hit.row) {
            return Some(hit);
        }
        start = hit.start();
    }
    None
}

/// The first word of the industry that most words tell; `None` where none has half of them
/// (涵盖新能源、新材料、食品… is no industry).
fn heaviest<'h, 'a>(hits: &'h [Hit<'a>]) -> Option<&'h Hit<'a>> {
    let count = |label| hits.iter().filter(|h| h.label == label).count();
    let most = hits.iter().map(|h| count(h.label)).max()?;
    hits.iter().find(|h| count(h.label) == most).filter(|_| most * 2 >= hits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> &'static str {
        let source = Source { kind: Kind::Name, text };
        classify(&[source], Lexicon::embedded()).map_or("", |i| i.label.label())
    }

    #[test]
    fn names_of_products_projects_and_firms() {
        let table: &[(&str, &str)] = &[
            (
                "新一代信息技术",
                "半导体 晶圆制造项目 芯片封测 传感器产业园 高精密多层电路板生产线 液晶面板 电容式触摸屏项目 光纤预制棒制造项目 智能手机整机组装 云计算数据中心二期 人工智能算力中心 工业软件研发 高端覆铜板 5G通信基站 电子元器件 物联网产业园 LED封装项目 电子电路铜箔 大数据产业园",
            ),
            (
                "高端装备",
                "工业机器人 数控机床 食品机械 工程机械制造 农机装备产业园 无人机生产基地 精密模具 轴承项目 电梯整机 航空发动机 船舶制造 轨道交通装备 仪器仪表 电线电缆 水处理设备 光伏设备 电气机械 压铸机械设备",
            ),
            (
                "汽车",
                "新能源汽车 汽车零部件产业园 新能源汽车零部件 汽车玻璃 子午线轮胎项目 汽车线束 智能网联汽车 汽车热管理系统 商用车整车 汽车座椅 汽车内饰件 LED汽车灯具",
            ),
            (
                "新能源",
                "光伏组件 锂电池电解液 锂电池隔膜 电池铝箔 负极材料一体化 磷酸铁锂项目 风电场项目 生物质发电 农光互补光伏发电 储能电站 抽水蓄能电站 动力电池 绿氢制取 海上风电 充电桩 硫酸锂深加工",
            ),
            (
                "电力能源",
                "热电联产项目 220千伏变电站 燃煤电厂 天然气管道 智能电网示范工程 煤制油 煤矿改扩建 集中供热工程 LNG接收站",
            ),
            ("新材料", "石墨烯 碳纤维 超硬材料三期 稀土永磁 高分子材料 先进陶瓷 活性炭 可降解材料 新型材料产业园"),
            ("化工", "煤化工 精细化工园 合成氨 钛白粉 聚氯乙烯 农药中间体 环氧树脂 钾肥 尼龙 有机硅"),
            (
                "生物医药",
                "原料药 中药饮片 医疗器械 口服固体制剂 疫苗生产基地 医用耗材 生物医药产业园 某某药业 体外诊断试剂 保健品 创新药",
            ),
            ("医疗康养", "三甲医院 养老院 康养小镇 医养结合项目 康复中心 护理院"),
            ("食品", "预制菜 白酒 肉制品加工 食品添加剂 粮油加工 饮料 速冻食品 山茶油 方便面 屠宰加工 调味品 饲料"),
            ("农业", "蔬菜种植基地 生猪养殖 奶牛牧场 现代农业示范园 水产养殖 食用菌 花卉 肉牛养殖 中药材种植"),
            ("纺织服装", "羊绒衫加工 针织 制鞋 家纺 皮革制品 服装产业园 无缝内衣 箱包"),
            ("家居轻工", "家具 智能家电 玩具 木业 卫浴 日用陶瓷 刨花板 化妆品"),
            ("包装印刷", "造纸 包装材料 印刷 纸箱 瓦楞纸 软包装"),
            ("建材", "水泥 装配式建筑 商品混凝土 瓷砖 石膏板 浮法玻璃 机制砂 混凝土搅拌站"),
            ("冶金", "钢铁 电解铝 不锈钢 铜箔 铝型材 五金 钢结构 镍铁 特钢"),
            (
                "节能环保",
                "污水处理厂 固废循环利用 废旧纺织品循环利用 垃圾焚烧发电 再生资源 危废处置 磷石膏综合利用 动力电池回收",
            ),
            ("物流", "冷链物流园 医药仓储 保税物流中心 仓储物流 快递分拨中心 粮食储备库 电商物流园 医药物流园区"),
            ("商贸", "购物中心 轻纺大市场 农产品批发市场 电子商务 商业综合体 跨境电商产业园 建材市场"),
            ("文旅", "旅游度假区 五星级酒店 主题公园 影视城 体育中心 民宿集群 温泉 动漫城"),
            ("房地产", "住宅小区 棚户区改造 城市综合体 安置房 商务楼 人才公寓"),
            ("基础设施", "高速公路 污水管网 机场扩建 标准厂房 水库 铁路 自来水厂 大桥"),
            ("科教", "职业技术学院 研究院 孵化器 实验学校 研发中心 中试基地 幼儿园"),
            ("现代服务业", "区域总部 呼叫中心 会展中心 金融中心 人力资源产业园"),
            ("采矿", "铁矿 铜矿采选 萤石矿 金矿 多金属矿"),
        ];
        let wrong: Vec<String> = table
            .iter()
            .flat_map(|(wanted, phrases)| phrases.split(' ').map(move |p| (*wanted, p)))
            .filter(|(wanted, phrase)| label(phrase) != *wanted)
            .map(|(wanted, phrase)| format!("{phrase}: wanted {wanted}, found {}", label(phrase)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(table.iter().map(|(_, p)| p.split(' ').count()).sum::<usize>() >= 120);
    }

    #[test]
    fn processing_turns_farming_into_food() {
        for (text, wanted) in [
            ("枸杞精深加工项目", "食品"),
            ("枸杞种植", "农业"),
            ("药用植物种植及加工项目", "农业"),
            ("黄芪种植基地", "农业"),
            ("黄芪精深加工", "生物医药"),
            ("石墨矿精深加工", "新材料"),
            ("蔬菜保鲜库", "物流"),
            ("蜜柚数字分拣及深加工项目", "食品"),
            ("蔬菜冻干项目", "食品"),
            ("冻干粉针项目", "生物医药"),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_last_character_tells_a_ware_that_no_list_holds() {
        for (text, wanted) in [
            ("年产3万台拌馅机项目", "高端装备"),
            ("鳄鱼绒毛布生产线", "纺织服装"),
            ("松茸酱、菌油及配套项目", "食品"),
            ("木薯酒加工项目", "食品"),
            ("二氟甲酸酯项目", "化工"),
            ("不锈钢奶锅生产基地", "家居轻工"),
            ("羊毡帽项目", "纺织服装"),
            // 化工 is no word across 亮化|工程.
            ("城区亮化工程", "基础设施"),
            // It belongs to another word, stands alone, or nothing ends there.
            ("千万兆瓦项目", ""),
            ("招商契机项目", ""),
            ("机项目", ""),
            ("新型整机项目", ""),
            ("布村综合提质", ""),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_serves_the_goods_gives_way_to_them() {
        for (text, wanted) in [
            ("食用菌精深加工及配送项目", "食品"),
            ("年产3万吨水性涂料及研发中心项目", "化工"),
            ("水性涂料研发中心项目", "科教"),
            ("铝型材生产物流基地", "冶金"),
            ("肉制品加工冷链物流项目", "食品"),
            ("农产品冷链物流园", "物流"),
            ("医药仓储物流项目", "物流"),
            ("食品包装项目", "包装印刷"),
            ("锂电池研发中心", "科教"),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_head_of_a_name_decides_and_parts_belong_to_the_whole() {
        for (text, wanted) in [
            // What is made with it is no product.
            ("锂电池生产设备项目", "高端装备"),
            ("汽车涂装设备制造项目", "高端装备"),
            ("水产设备搬迁扩建项目", "高端装备"),
            ("医疗设备产业园", "生物医药"),
            ("装备制造及锂电池项目", "新能源"),
            ("石材家居城项目", "商贸"),
            // Parts.
            ("年产40万套汽车内饰塑料件项目", "汽车"),
            ("新能源汽车电动（热泵）空调项目", "汽车"),
            ("汽车用高强铝合金压铸件项目", "汽车"),
            ("光伏组件封装胶膜项目", "新能源"),
            ("笔记本电脑镁合金外壳项目", "新一代信息技术"),
            ("家电钣金件项目", "家居轻工"),
            // Not parts.
            ("汽车、塑料件综合项目", "化工"),
            ("汽车零部件包装项目", "包装印刷"),
            ("汽车动力电池项目", "新能源"),
            // Waste.
            ("年处理15万吨废铅酸蓄电池项目", "节能环保"),
            ("退役光伏组件项目", "节能环保"),
            ("利废新型建材项目", "建材"),
            // Mining.
            ("石灰石开采项目", "采矿"),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn brands_tell_only_where_a_name_begins() {
        for (text, wanted) in [("海尔创智园项目", "家居轻工"), ("矿坑修正改造项目", ""), ("城东福田片区项目", "")]
        {
            assert_eq!(label(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_a_text_says_is_made_comes_before_the_firm() {
        let told = |name, made, firm, prose| {
            let sources = [(Kind::Name, name), (Kind::Made, made), (Kind::Firm, firm), (Kind::Prose, prose)]
                .map(|(kind, text)| Source { kind, text });
            classify(&sources, Lexicon::embedded()).map_or("", |i| i.label.label())
        };
        for (name, made, firm, prose, wanted) in [
            ("二期项目", "建成后主要生产帐篷、睡袋等", "恒隆电子有限公司", "", "家居轻工"),
            ("恒隆新材料项目", "年产锂电池隔膜2亿平方米", "", "", "新能源"),
            ("恒隆锂电池项目", "年产陶瓷餐具300万套", "", "", "新能源"),
            ("二期项目", "生产基地旁的水泥厂", "恒隆针织有限公司", "", "纺织服装"),
            ("", "", "恒隆电子有限公司", "总投资3亿元建设汽车零部件厂", "汽车"),
            ("", "", "恒隆电子有限公司", "建设汽车零部件、食品、医药等产业", "新一代信息技术"),
            ("", "", "恒隆针织有限公司", "总投资3亿元建设汽车零部件厂", "纺织服装"),
            ("", "", "", "某投资基金支持的项目，沿线设备齐全", ""),
        ] {
            assert_eq!(told(name, made, firm, prose), wanted, "{name} {made} {firm} {prose}");
        }
    }

    #[test]
    fn what_tells_no_industry() {
        for text in ["", "二期", "高新技术改造项目", "年产2万吨项目", "甲乙集团", "重点项目", "汽车站"]
        {
            assert_eq!(label(text), "", "{text}");
        }
    }

    #[test]
    fn the_first_text_that_tells_decides_and_places_come_last() {
        let lexicon = Lexicon::embedded();
        let name = |text| Source { kind: Kind::Name, text };
        let found = classify(&[name("恒泰产业园"), name("恒泰针织"), name("一条高速公路边")], lexicon).unwrap();
        assert_eq!((found.label.label(), found.text, found.word.as_str()), ("纺织服装", 1, "针织"));
        let found = classify(&[name("恒泰产业园")], lexicon).unwrap();
        assert_eq!((found.label.label(), found.word.as_str()), ("基础设施", "产业园"));
        let found = classify(&[name(""), name("年产300吨原料药")], lexicon).unwrap();
        assert_eq!((found.code.as_deref(), found.text), (Some("C27"), 1));
    }

    #[test]
    fn long_texts_are_weighed_up() {
        let text = "甲公司自成立以来深耕锂电池领域，产品有动力电池、储能电池与电芯，老厂旁边有一家医院，\
                    今年又在本地扩大生产规模并招收新员工";
        assert_eq!(label(text), "新能源");
        let text = "此次签约的项目涵盖食品、新材料、光伏、物流等多个领域，全部建成投产之后预计年产值将超过一百亿元，\
                    带动就业一万余人";
        assert_eq!(label(text), "");
    }

    /// A guard against regressions, not a measure of accuracy: nine in ten labels told for the names in the
    /// gold files must be right, in each of two halves by hash of the article's id. The word lists were
    /// written with articles of both halves in view.
    #[test]
    fn accuracy_on_gold_names() {
        let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
        let mut halves = [(0_usize, 0_usize, 0_usize); 2];
        for file in ["articles/gold.jsonl", "regional/gold.jsonl", "gold/seeds.jsonl"] {
            let Ok(text) = std::fs::read_to_string(shared.join(file)) else { continue };
            for line in text.lines() {
                let article: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                let half = usize::from(
                    article["id"].as_str().unwrap_or("").bytes().fold(7_u8, |h, b| h.wrapping_mul(31) ^ b) & 1,
                );
                for record in article["records"].as_array().into_iter().flatten() {
                    tally(record, half, &mut halves);
                }
            }
        }
        for (half, (right, wrong, silent)) in halves.iter().enumerate() {
            println!("half {half}: {right} right, {wrong} wrong, {silent} silent");
            let told = right + wrong;
            assert!(told == 0 || *right * 100 >= told * 90, "half {half}: {right} of {told}");
        }
    }

    fn tally(record: &serde_json::Value, half: usize, halves: &mut [(usize, usize, usize); 2]) {
        let all = |v: &serde_json::Value| -> Vec<String> {
            let one = |v: &serde_json::Value| v.as_str().map(str::to_owned);
            v.as_array().map_or_else(|| one(v).into_iter().collect(), |a| a.iter().filter_map(one).collect())
        };
        let wanted = all(&record["industry"]);
        let name = |key: &str| all(&record[key]).into_iter().next().filter(|n| n != "*").unwrap_or_default();
        let (project, company) = (name("project"), name("company"));
        if wanted.is_empty() || wanted.iter().any(|w| w == "*") || project.is_empty() && company.is_empty() {
            return;
        }
        let tally = &mut halves[half];
        let sources = [Source { kind: Kind::Name, text: &project }, Source { kind: Kind::Firm, text: &company }];
        match classify(&sources, Lexicon::embedded()) {
            Some(found) if wanted.iter().any(|w| w == found.label.label()) => tally.0 += 1,
            Some(found) => {
                tally.1 += 1;
                if half == 0 {
                    println!("{project} | {company}: {} by {}, wanted {wanted:?}", found.label, found.word);
                }
            }
            None => {
                tally.2 += 1;
                if half == 0 {
                    println!("{project} | {company}: silent, wanted {wanted:?}");
                }
            }
        }
    }
}
